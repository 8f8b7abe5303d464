-- One row per device and clock hour of its zone that has data.
-- covered_s: seconds of the hour that readings of known length cover.
-- estimated_count: readings that straddle the hour's edge and were split in proportion.
-- unknown_count: readings of unknown length.
-- over_limit: the judgement, kept on the row whose lock decides it (see judge_hours).
-- corrected_count, late_count: readings that touch the hour and were corrected, or came late.
CREATE TABLE hourly_consumption (
    hour timestamptz NOT NULL,
    energy_uwh bigint NOT NULL,
    device_key int NOT NULL,
    reading_count int NOT NULL,
    covered_s int NOT NULL,
    estimated_count int NOT NULL,
    unknown_count int NOT NULL,
    over_limit boolean NOT NULL DEFAULT false,
    corrected_count int NOT NULL DEFAULT 0,
    late_count int NOT NULL DEFAULT 0,
    PRIMARY KEY (device_key, hour)
);

-- What is to be added to an hour; negative where it is taken out. Whatever changes readings
-- gives an array of these, and add_to_hours adds them.
CREATE TYPE hour_change AS (
    device_key int,
    hour timestamptz,
    energy_uwh bigint,
    reading_count int,
    covered_s int,
    estimated_count int,
    unknown_count int,
    corrected_count int,
    late_count int
);
