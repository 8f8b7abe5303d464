-- Where a session was last used, as the gateway tells it. NULL: nobody told.
ALTER TABLE session
    ADD COLUMN last_used_at timestamptz,
    ADD COLUMN user_agent text,
    ADD COLUMN address text
--;
-- Browsers somebody has logged in from. Wrong passwords from there are counted apart, so that
-- a stranger who guesses can not lock the rightful person out. Only the hash is kept.
CREATE TABLE known_browser (
    token_hash bytea NOT NULL,
    user_id uuid NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (token_hash, user_id)
)
--;
CREATE INDEX known_browser_user ON known_browser (user_id)
--;
CREATE INDEX known_browser_age ON known_browser (last_used_at)
--;
-- One-time links an administrator issued; a person has one at most. Only the hash is kept.
CREATE TABLE password_reset (
    user_id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL
)
