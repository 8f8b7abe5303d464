CREATE INDEX account_username ON account (lower(username)) WHERE status = 'active'
--;
-- The username is not here: `users` alone decides who bears which, and tells the account copy.
CREATE TABLE credential (
    user_id uuid PRIMARY KEY,
    password_hash text NOT NULL,
    -- Set until `users` is known to have committed the person.
    pending_since timestamptz
)
--;
CREATE INDEX credential_pending ON credential (pending_since) WHERE pending_since IS NOT NULL
--;
-- By name, not by account, so that a name nobody bears is treated just like one somebody does.
CREATE TABLE login_attempts (
    username text PRIMARY KEY,
    failures integer NOT NULL,
    last_failure_at timestamptz NOT NULL,
    locked_until timestamptz
)
--;
CREATE TABLE session (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    -- Each refresh token is derived from its predecessor with this key: asking twice with the
    -- same token gives the same successor. Useless without a token, of which we have none.
    rotation_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
)
--;
CREATE INDEX session_of_user ON session (user_id)
--;
CREATE INDEX session_expiry ON session (expires_at)
--;
-- All refresh tokens a session ever had, as SHA-256, so that the reuse of an old one shows.
CREATE TABLE refresh_token (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
    generation integer NOT NULL,
    replaced_at timestamptz,
    UNIQUE (session_id, generation)
)
--;
CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    private_jwk text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
)
