-- Sessions that were ended while access tokens of theirs may still be good; kept no longer.
CREATE TABLE ended_session (
    session_id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    tokens_expire_at timestamptz NOT NULL
);

CREATE INDEX ended_session_expiry ON ended_session (tokens_expire_at);

CREATE INDEX ended_session_user ON ended_session (user_id);
