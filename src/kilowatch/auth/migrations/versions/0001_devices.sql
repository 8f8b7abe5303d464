-- This service's copy of which devices there are, fed by the events of `devices`. A deleted
-- one stays as a tombstone, so that a late event can not raise the dead.
CREATE TABLE device (
    device_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    deleted boolean NOT NULL
);

CREATE TABLE device_credential (
    device_id uuid PRIMARY KEY,
    -- SHA-256. The secret is 256 random bits that nobody chose: there is no dictionary to try,
    -- so a slow hash would protect nothing and cost every login of every meter its time.
    secret_hash bytea NOT NULL,
    issued_at timestamptz NOT NULL,
    -- The administrator; nobody where the operator's own machine asked.
    issued_by uuid,
    -- To the minute.
    last_used_at timestamptz
);

-- What is still to be done about a credential that no longer holds: the broker asks once per
-- connection, so connections made with it have to be closed. Written in the transaction that
-- takes the credential away, so that a crash in between forgets nothing.
CREATE TABLE device_disconnection (
    device_id uuid NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (device_id, due_at)
);

CREATE INDEX device_disconnection_due ON device_disconnection (due_at);
