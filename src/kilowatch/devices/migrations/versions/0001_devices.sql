CREATE TABLE device (
    id uuid PRIMARY KEY,
    version bigint NOT NULL,
    name text NOT NULL,
    description text,
    owner_id uuid,
    -- NULL with an owner: theirs from the first reading on.
    owned_since timestamptz,
    limit_uwh_per_hour bigint CHECK (limit_uwh_per_hour > 0),
    reporting_interval_s integer CHECK (reporting_interval_s BETWEEN 1 AND 86400),
    time_zone text NOT NULL,
    created_at timestamptz NOT NULL,
    -- A deleted device stays as a tombstone: its identifier never comes back.
    deleted_at timestamptz,
    -- So that its state can be told again as of then.
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX device_owner ON device (owner_id) WHERE deleted_at IS NULL;
