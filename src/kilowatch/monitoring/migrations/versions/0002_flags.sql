-- late: arrived more than an hour after the end of its interval.
-- corrected: another value was told for the same interval, by the meter or by a person.
-- removed: a person marked the interval as missing; its energy does not count.
ALTER TABLE reading
    ADD COLUMN late boolean NOT NULL DEFAULT false,
    ADD COLUMN corrected boolean NOT NULL DEFAULT false,
    ADD COLUMN removed boolean NOT NULL DEFAULT false
--;
ALTER TABLE reading_version
    ADD COLUMN late boolean NOT NULL DEFAULT false,
    ADD COLUMN removed boolean NOT NULL DEFAULT false
--;
-- Readings that touch the hour and whose value was corrected, or that came late.
ALTER TABLE hourly_consumption
    ADD COLUMN corrected_count int NOT NULL DEFAULT 0,
    ADD COLUMN late_count int NOT NULL DEFAULT 0
--;
ALTER TYPE hour_change
    ADD ATTRIBUTE corrected_count int,
    ADD ATTRIBUTE late_count int
--;
-- Since when we know the device. What ended before is history that is loaded, and not late.
ALTER TABLE device ADD COLUMN known_since timestamptz NOT NULL DEFAULT now()
--;
-- Sources from here on are corrections by people (contracts/readings.py): they outrank meters.
CREATE FUNCTION correction_floor() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 1::bigint << 62 $$
--;
CREATE FUNCTION is_late(
    p_ends_at timestamptz, p_dealt_at timestamptz, p_known_since timestamptz
) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT p_dealt_at > p_ends_at + interval '1 hour' AND p_ends_at > p_known_since
$$
--;
-- One reading as changes of its hours; p_sign -1 takes it out again. p_estimated: how its
-- energy lies within its hours is not known, even where it straddles no edge.
CREATE FUNCTION changes_of_reading(
    p_device_key int, p_measured_at timestamptz, p_energy_uwh bigint, p_interval_s int,
    p_estimated boolean, p_corrected boolean, p_late boolean, p_removed boolean,
    p_time_zone text, p_sign int
) RETURNS TABLE (
    device_key int, hour timestamptz, energy_uwh bigint, reading_count int, covered_s int,
    estimated_count int, unknown_count int, corrected_count int, late_count int
) LANGUAGE sql STABLE AS $$
    SELECT p_device_key, date_trunc('hour', p_measured_at, p_time_zone),
           p_sign * p_energy_uwh, p_sign, p_sign * coalesce(p_interval_s, 0),
           CASE WHEN p_estimated THEN p_sign ELSE 0 END,
           CASE WHEN p_interval_s IS NULL THEN p_sign ELSE 0 END,
           CASE WHEN p_corrected THEN p_sign ELSE 0 END,
           CASE WHEN p_late THEN p_sign ELSE 0 END
    WHERE NOT p_removed AND NOT straddles(p_measured_at, p_interval_s, p_time_zone)
    UNION ALL
    SELECT p_device_key, s.hour, p_sign * s.energy_uwh,
           CASE WHEN s.hour = date_trunc('hour', p_measured_at, p_time_zone)
                THEN p_sign ELSE 0 END,
           p_sign * s.covered_s, p_sign, 0,
           CASE WHEN p_corrected THEN p_sign ELSE 0 END,
           CASE WHEN p_late THEN p_sign ELSE 0 END
    FROM hours_of_reading(p_measured_at, p_interval_s, p_energy_uwh, p_time_zone) AS s
    WHERE NOT p_removed AND straddles(p_measured_at, p_interval_s, p_time_zone)
    UNION ALL
    SELECT p_device_key, s.hour, 0, 0, 0, 0, 0, p_sign, 0
    FROM hours_of_reading(p_measured_at, coalesce(p_interval_s, 1), 0, p_time_zone) AS s
    WHERE p_removed
$$
--;
-- Add changes to their hours, in the order of their keys (so that those who do it at once do
-- not wait for each other in a circle), and judge the hours whose verdict may turn.
CREATE OR REPLACE FUNCTION add_to_hours(
    p_changes hour_change[], p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_device_key int[];
    v_hour timestamptz[];
BEGIN
    WITH total AS (
        SELECT device_key, hour, sum(energy_uwh)::bigint AS energy_uwh,
               sum(reading_count)::int AS reading_count, sum(covered_s)::int AS covered_s,
               sum(estimated_count)::int AS estimated_count,
               sum(unknown_count)::int AS unknown_count,
               sum(corrected_count)::int AS corrected_count,
               sum(late_count)::int AS late_count
        FROM unnest(p_changes) GROUP BY 1, 2 ORDER BY 1, 2
    ), added AS (
        INSERT INTO hourly_consumption AS h (device_key, hour, energy_uwh, reading_count,
                                             covered_s, estimated_count, unknown_count,
                                             corrected_count, late_count)
        SELECT device_key, hour, energy_uwh, reading_count, covered_s, estimated_count,
               unknown_count, corrected_count, late_count
        FROM total
        ON CONFLICT (device_key, hour) DO UPDATE SET
            energy_uwh = h.energy_uwh + excluded.energy_uwh,
            reading_count = h.reading_count + excluded.reading_count,
            covered_s = h.covered_s + excluded.covered_s,
            estimated_count = h.estimated_count + excluded.estimated_count,
            unknown_count = h.unknown_count + excluded.unknown_count,
            corrected_count = h.corrected_count + excluded.corrected_count,
            late_count = h.late_count + excluded.late_count
        RETURNING device_key, hour, energy_uwh, over_limit
    )
    SELECT array_agg(device_key ORDER BY device_key, hour),
           array_agg(hour ORDER BY device_key, hour)
    INTO v_device_key, v_hour
    FROM added
    WHERE over_limit
       OR energy_uwh > limit_of_hour(device_key, hour);
    IF v_hour IS NULL THEN
        RETURN 0;
    END IF;
    RETURN judge_hours(v_device_key, v_hour, p_now, p_news_since);
END $$
