-- Rows of a batch, as a replica gives them to store_batch. The release before sends the fields
-- that it knows: one with other fields gets a new name.

-- A reading of a known device: the energy of one metering interval.
CREATE TYPE interval_entry AS (
    device_key int,
    measured_at timestamptz,
    energy_uwh bigint,
    interval_s int,
    source bigint,
    source_index int
);

-- What the counter of a known device showed.
CREATE TYPE register_entry AS (
    device_key int,
    measured_at timestamptz,
    register_uwh bigint,
    source bigint,
    source_index int
);

-- A reading that waits: for its device to be known, or for its time to come. It has an energy or
-- a register.
CREATE TYPE pending_entry AS (
    device_id uuid,
    measured_at timestamptz,
    energy_uwh bigint,
    register_uwh bigint,
    interval_s int,
    source bigint,
    source_index int
);

-- A reading that was rejected; the sender is NULL where nobody is known to have sent it.
CREATE TYPE rejection_entry AS (
    source bigint,
    source_index int,
    sender text,
    reason text,
    detail text,
    body text
);
