-- This service's copy of who owns which device, fed by the events of `devices`. A deleted
-- device stays as a tombstone, so that a late event can not raise the dead.
CREATE TABLE device (
    device_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    owner_id uuid,
    deleted boolean NOT NULL
);
