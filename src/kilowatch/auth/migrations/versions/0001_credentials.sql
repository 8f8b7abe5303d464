CREATE INDEX account_username ON account (lower(username)) WHERE status = 'active';

-- The username is not here: `users` alone decides who bears which, and tells the account copy.
CREATE TABLE credential (
    user_id uuid PRIMARY KEY,
    password_hash text NOT NULL,
    -- Set until `users` is known to have committed the person.
    pending_since timestamptz
);

CREATE INDEX credential_pending ON credential (pending_since) WHERE pending_since IS NOT NULL;

-- By name, not by account, so that a name nobody bears is treated just like one somebody does.
CREATE TABLE login_attempts (
    username text PRIMARY KEY,
    failures integer NOT NULL,
    last_failure_at timestamptz NOT NULL,
    locked_until timestamptz
);

-- One-time links an administrator issued; a person has one at most. Only the hash is kept.
CREATE TABLE password_reset (
    user_id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL
);

CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    private_jwk text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
