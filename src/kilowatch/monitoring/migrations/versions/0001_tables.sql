-- Devices as `devices` tells us of them. Inside this database a device is a 4-byte key.
CREATE TABLE device (
    device_key int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id uuid NOT NULL UNIQUE,
    version bigint NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL,
    reporting_interval_s int,
    deleted boolean NOT NULL DEFAULT false
)
--;
-- The limit that holds from an hour on, until the next row. NULL: no limit.
CREATE TABLE device_limit (
    device_key int NOT NULL REFERENCES device,
    valid_from timestamptz NOT NULL,
    limit_uwh bigint,
    PRIMARY KEY (device_key, valid_from)
)
--;
-- Who owns the device from an hour on, until the next row. NULL: nobody.
CREATE TABLE device_ownership (
    device_key int NOT NULL REFERENCES device,
    owned_from timestamptz NOT NULL,
    owner_id uuid,
    PRIMARY KEY (device_key, owned_from)
)
--;
CREATE INDEX device_ownership_owner ON device_ownership (owner_id)
--;
-- Energy of one metering interval, in µWh. interval_s NULL: its length is not known.
-- A reading's source is where it came from (contracts/readings.py); the higher one counts.
CREATE TABLE reading (
    measured_at timestamptz NOT NULL,
    energy_uwh bigint NOT NULL,
    source bigint NOT NULL,
    device_key int NOT NULL,
    source_index int NOT NULL,
    interval_s int,
    PRIMARY KEY (device_key, measured_at)
) PARTITION BY RANGE (measured_at)
--;
-- Values that a later source replaced, or that came after the one that counts.
CREATE TABLE reading_version (
    source bigint NOT NULL,
    source_index int NOT NULL,
    device_key int NOT NULL,
    measured_at timestamptz NOT NULL,
    energy_uwh bigint NOT NULL,
    interval_s int,
    superseded_at timestamptz NOT NULL,
    PRIMARY KEY (source, source_index)
)
--;
CREATE INDEX reading_version_reading ON reading_version (device_key, measured_at)
--;
-- What was refused, and why: kept for administrators. Unique by source, so that a message
-- that is delivered again is refused once.
CREATE TABLE rejected_reading (
    source bigint NOT NULL,
    source_index int NOT NULL,
    sender text,
    reason text NOT NULL,
    detail text NOT NULL,
    body text NOT NULL,
    rejected_at timestamptz NOT NULL,
    PRIMARY KEY (source, source_index)
)
--;
CREATE INDEX rejected_reading_time ON rejected_reading (rejected_at DESC, source DESC)
--;
-- Readings of devices nobody has told us of (yet).
CREATE TABLE set_aside_reading (
    source bigint NOT NULL,
    source_index int NOT NULL,
    device_id uuid NOT NULL,
    measured_at timestamptz NOT NULL,
    energy_uwh bigint NOT NULL,
    interval_s int,
    set_aside_at timestamptz NOT NULL,
    PRIMARY KEY (source, source_index)
)
--;
CREATE INDEX set_aside_reading_device ON set_aside_reading (device_id)
--;
-- One row per device and clock hour of its zone that has data.
-- covered_s: seconds of the hour that readings of known length cover.
-- estimated_count: readings that straddle the hour's edge and were split in proportion.
-- unknown_count: readings of unknown length.
-- over_limit: the judgement, kept on the row whose lock decides it (see judge_hours).
CREATE TABLE hourly_consumption (
    hour timestamptz NOT NULL,
    energy_uwh bigint NOT NULL,
    device_key int NOT NULL,
    reading_count int NOT NULL,
    covered_s int NOT NULL,
    estimated_count int NOT NULL,
    unknown_count int NOT NULL,
    over_limit boolean NOT NULL DEFAULT false,
    PRIMARY KEY (device_key, hour)
)
--;
-- One versioned row per device and hour that ever passed its limit.
CREATE TABLE alert (
    device_key int NOT NULL REFERENCES device,
    hour timestamptz NOT NULL,
    raised boolean NOT NULL,
    version int NOT NULL,
    energy_uwh bigint NOT NULL,
    limit_uwh bigint,
    owner_id uuid,
    first_raised_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (device_key, hour)
)
--;
CREATE INDEX alert_owner ON alert (owner_id, hour DESC)
--;
CREATE INDEX alert_hour ON alert (hour DESC)
