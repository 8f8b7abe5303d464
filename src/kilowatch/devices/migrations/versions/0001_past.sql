-- Everybody who ever owned a device, and when. The present owner's row has no end.
CREATE TABLE ownership (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES device,
    owner_id uuid NOT NULL,
    since timestamptz,
    until timestamptz,
    assigned_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX ownership_present ON ownership (device_id) WHERE until IS NULL;

CREATE INDEX ownership_device ON ownership (device_id);

-- Every limit a device had, in the order in which they were set, so that a copy that was lost
-- can be told of the past as well. since NULL: from the first reading on.
CREATE TABLE limit_step (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES device,
    limit_uwh_per_hour bigint,
    since timestamptz
);

CREATE INDEX limit_step_device ON limit_step (device_id, id);
