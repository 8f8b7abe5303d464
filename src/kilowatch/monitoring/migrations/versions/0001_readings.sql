-- Energy of one metering interval, in µWh. interval_s NULL: its length is not known.
-- source: where the reading came from (contracts/readings.py), with its index there; of several
-- for one interval the one with the highest counts.
-- late: arrived more than an hour after the end of its interval.
-- corrected: another value was told for the same interval, by the meter or by a person.
-- removed: a person marked the interval as missing; its energy does not count.
--
-- Functions build whole rows of this table and of register_reading (ROW(…)::reading) in the
-- order of the columns: a step that adds a column defines those functions anew.
CREATE TABLE reading (
    measured_at timestamptz NOT NULL,
    energy_uwh bigint NOT NULL,
    source bigint NOT NULL,
    device_key int NOT NULL,
    source_index int NOT NULL,
    interval_s int,
    late boolean NOT NULL DEFAULT false,
    corrected boolean NOT NULL DEFAULT false,
    removed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (device_key, measured_at)
) PARTITION BY RANGE (measured_at);

-- Values that a later source replaced, or that came after the one that counts.
CREATE TABLE reading_version (
    source bigint NOT NULL,
    source_index int NOT NULL,
    device_key int NOT NULL,
    measured_at timestamptz NOT NULL,
    energy_uwh bigint NOT NULL,
    interval_s int,
    superseded_at timestamptz NOT NULL,
    late boolean NOT NULL DEFAULT false,
    removed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (source, source_index)
);

CREATE INDEX reading_version_reading ON reading_version (device_key, measured_at);
