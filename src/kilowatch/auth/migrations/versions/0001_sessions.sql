CREATE TABLE session (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    -- Each refresh token is derived from its predecessor with this key: asking twice with the
    -- same token gives the same successor. Useless without a token, of which we have none.
    rotation_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    -- Where it was last used, as the gateway tells it. NULL: nobody told.
    last_used_at timestamptz,
    user_agent text,
    address text
);

CREATE INDEX session_of_user ON session (user_id);

CREATE INDEX session_expiry ON session (expires_at);

-- All refresh tokens a session ever had, as SHA-256, so that the reuse of an old one shows.
CREATE TABLE refresh_token (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
    generation integer NOT NULL,
    replaced_at timestamptz,
    UNIQUE (session_id, generation)
);

-- Browsers somebody has logged in from. Wrong passwords from there are counted apart, so that
-- a stranger who guesses can not lock the rightful person out. Only the hash is kept.
CREATE TABLE known_browser (
    token_hash bytea NOT NULL,
    user_id uuid NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (token_hash, user_id)
);

CREATE INDEX known_browser_user ON known_browser (user_id);

CREATE INDEX known_browser_age ON known_browser (last_used_at);
