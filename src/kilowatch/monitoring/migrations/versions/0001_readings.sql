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
) PARTITION BY RANGE (measured_at)
--;
-- Partitions: one per month, attached before they are needed, also for the past. Attaching
-- (unlike CREATE TABLE … PARTITION OF) does not lock out those who are writing.
CREATE FUNCTION ensure_partitions(p_months date[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_month date;
    v_name text;
BEGIN
    PERFORM pg_advisory_xact_lock(partition_lock_key());
    FOREACH v_month IN ARRAY p_months LOOP
        v_name := 'reading_' || to_char(v_month, 'YYYY_MM');
        CONTINUE WHEN to_regclass(v_name) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE reading INCLUDING DEFAULTS)', v_name);
        EXECUTE format(
            'ALTER TABLE reading ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', v_name,
            v_month::timestamp AT TIME ZONE 'UTC',
            (v_month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    END LOOP;
END $$
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
    late boolean NOT NULL DEFAULT false,
    removed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (source, source_index)
)
--;
CREATE INDEX reading_version_reading ON reading_version (device_key, measured_at)
--;
-- Sources from here on are corrections by people (contracts/readings.py): they outrank meters.
CREATE FUNCTION correction_floor() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 1::bigint << 62 $$
--;
-- Whether what ended then is late, by the moment the balancer dealt it. What ended before we
-- knew the device is history that is loaded, and not late.
CREATE FUNCTION is_late(
    p_ends_at timestamptz, p_dealt_at timestamptz, p_known_since timestamptz
) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT p_dealt_at > p_ends_at + interval '1 hour' AND p_ends_at > p_known_since
$$
