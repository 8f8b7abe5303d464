-- What the counter of a meter showed, in µWh, at whole seconds. `since`, `energy_uwh` and
-- `estimated` are derived: the interval that ends here, since the register before that counts.
-- state: see judge_register; goes_on_from_uwh: the meter was swapped at this moment, the new
-- one started from there.
-- late, corrected, removed: as in reading.
-- Not partitioned: neighbours in time are looked up over the edges of months, which one
-- b-tree finds in one descent.
CREATE TABLE register_reading (
    measured_at timestamptz NOT NULL,
    register_uwh bigint NOT NULL,
    source bigint NOT NULL,
    since timestamptz,
    energy_uwh bigint,
    goes_on_from_uwh bigint,
    device_key int NOT NULL,
    source_index int NOT NULL,
    state text NOT NULL DEFAULT 'new',
    estimated boolean NOT NULL DEFAULT false,
    late boolean NOT NULL DEFAULT false,
    corrected boolean NOT NULL DEFAULT false,
    removed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (device_key, measured_at)
);

CREATE INDEX register_reading_since ON register_reading (device_key, since)
WHERE since IS NOT NULL;

-- Register values that do not count, as reading_version for readings.
CREATE TABLE register_version (
    source bigint NOT NULL,
    source_index int NOT NULL,
    device_key int NOT NULL,
    measured_at timestamptz NOT NULL,
    register_uwh bigint NOT NULL,
    goes_on_from_uwh bigint,
    late boolean NOT NULL,
    removed boolean NOT NULL,
    superseded_at timestamptz NOT NULL,
    PRIMARY KEY (source, source_index)
);

CREATE INDEX register_version_reading ON register_version (device_key, measured_at);
