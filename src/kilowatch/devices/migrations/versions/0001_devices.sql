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
    deleted_at timestamptz
)
--;
CREATE INDEX device_owner ON device (owner_id) WHERE deleted_at IS NULL
--;
-- Everybody who ever owned a device, and when. The present owner's row has no end.
CREATE TABLE ownership (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES device,
    owner_id uuid NOT NULL,
    since timestamptz,
    until timestamptz,
    assigned_at timestamptz NOT NULL
)
--;
CREATE UNIQUE INDEX ownership_present ON ownership (device_id) WHERE until IS NULL
--;
CREATE INDEX ownership_device ON ownership (device_id)
