-- Whoever adds a notification holds this row until the commit: numbers of one person have no
-- holes and become visible in their order.
CREATE TABLE mailbox (
    user_id uuid PRIMARY KEY,
    last_number bigint NOT NULL
);

-- What a person is told. The body is JSON as it goes out, so that a replay equals the push.
-- A subject (one hour of one device) is told again only in a newer version.
CREATE TABLE notification (
    user_id uuid NOT NULL REFERENCES mailbox ON DELETE CASCADE,
    number bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    version bigint NOT NULL,
    body text NOT NULL,
    event_id uuid NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, number)
);

CREATE UNIQUE INDEX notification_subject ON notification (user_id, subject, version);
