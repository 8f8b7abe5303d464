-- Wrong logins that are not told yet: one who guesses all day is a row for each minute. A name
-- is here only where somebody bears it, since people type passwords into the wrong field.
CREATE TABLE failed_login (
    minute timestamptz NOT NULL,
    -- '' where the gateway told none, '*' for all those beyond what is told apart.
    address text NOT NULL,
    username text NOT NULL,
    name text NOT NULL,
    user_id uuid,
    count int NOT NULL,
    PRIMARY KEY (minute, address, username)
);

-- '' until the device's next change where the copy is older than this.
ALTER TABLE device ADD COLUMN name text NOT NULL DEFAULT '';
