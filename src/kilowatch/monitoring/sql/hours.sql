-- Whether a reading overlaps more than one hour.
CREATE OR REPLACE FUNCTION straddles(p_measured_at timestamptz, p_interval_s int, p_time_zone text)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT p_interval_s IS NOT NULL
       AND (p_interval_s > 3600
            OR date_trunc('hour', p_measured_at, p_time_zone) <> date_trunc('hour',
                p_measured_at + make_interval(secs => p_interval_s)
                - interval '1 microsecond', p_time_zone))
$$;

-- What readings add to their hours: whole within an hour, in proportion if they straddle a
-- boundary (the parts sum to the whole, to the µWh). Time zones differ by quarters of an
-- hour, so a boundary is a quarter at which the clock hour changes.
CREATE OR REPLACE FUNCTION hours_of_reading(
    p_measured_at timestamptz, p_interval_s int, p_energy_uwh bigint, p_time_zone text
) RETURNS TABLE (hour timestamptz, energy_uwh bigint, covered_s int) LANGUAGE sql STABLE AS $$
    WITH edge AS (
        SELECT q AS at
        FROM generate_series(
            date_trunc('hour', p_measured_at, p_time_zone),
            p_measured_at + make_interval(secs => p_interval_s), interval '15 minutes') AS q
        WHERE q > p_measured_at
          AND q < p_measured_at + make_interval(secs => p_interval_s)
          AND date_trunc('hour', q, p_time_zone)
              <> date_trunc('hour', q - interval '1 microsecond', p_time_zone)
        UNION ALL SELECT p_measured_at
    ), piece AS (
        SELECT at AS starts_at,
               lead(at, 1, p_measured_at + make_interval(secs => p_interval_s))
                   OVER (ORDER BY at) AS ends_at
        FROM edge
    ), share AS (
        SELECT starts_at,
               extract(epoch FROM starts_at - p_measured_at) AS from_s,
               extract(epoch FROM ends_at - p_measured_at) AS to_s
        FROM piece
    )
    SELECT date_trunc('hour', starts_at, p_time_zone),
           (div(p_energy_uwh * (to_s * 1000000)::bigint::numeric, p_interval_s * 1000000::numeric)
            - div(p_energy_uwh * (from_s * 1000000)::bigint::numeric,
                  p_interval_s * 1000000::numeric)
           )::bigint,
           floor(to_s)::int - floor(from_s)::int
    FROM share
$$;

-- One reading as changes of its hours; p_sign -1 removes it. p_estimated: the distribution of
-- its energy within its hours is unknown, even if it straddles no boundary.
CREATE OR REPLACE FUNCTION changes_of_reading(
    p_channel_key int, p_measured_at timestamptz, p_energy_uwh bigint, p_interval_s int,
    p_estimated boolean, p_corrected boolean, p_late boolean, p_removed boolean,
    p_time_zone text, p_sign int
) RETURNS TABLE (
    channel_key int, hour timestamptz, energy_uwh bigint, reading_count int, covered_s int,
    estimated_count int, unknown_count int, corrected_count int, late_count int
) LANGUAGE sql STABLE AS $$
    SELECT p_channel_key, date_trunc('hour', p_measured_at, p_time_zone),
           p_sign * p_energy_uwh, p_sign, p_sign * coalesce(p_interval_s, 0),
           CASE WHEN p_estimated THEN p_sign ELSE 0 END,
           CASE WHEN p_interval_s IS NULL THEN p_sign ELSE 0 END,
           CASE WHEN p_corrected THEN p_sign ELSE 0 END,
           CASE WHEN p_late THEN p_sign ELSE 0 END
    WHERE NOT p_removed AND NOT straddles(p_measured_at, p_interval_s, p_time_zone)
    UNION ALL
    SELECT p_channel_key, s.hour, p_sign * s.energy_uwh,
           CASE WHEN s.hour = date_trunc('hour', p_measured_at, p_time_zone)
                THEN p_sign ELSE 0 END,
           p_sign * s.covered_s, p_sign, 0,
           CASE WHEN p_corrected THEN p_sign ELSE 0 END,
           CASE WHEN p_late THEN p_sign ELSE 0 END
    FROM hours_of_reading(p_measured_at, p_interval_s, p_energy_uwh, p_time_zone) AS s
    WHERE NOT p_removed AND straddles(p_measured_at, p_interval_s, p_time_zone)
    UNION ALL
    SELECT p_channel_key, s.hour, 0, 0, 0, 0, 0, p_sign, 0
    FROM hours_of_reading(p_measured_at, coalesce(p_interval_s, 1), 0, p_time_zone) AS s
    WHERE p_removed
$$;

-- Add changes to their hours, in the order of their keys (to prevent deadlocks between
-- concurrent calls), judge the hours whose verdict may change, and request
-- a recheck of their early warnings. Returns how many verdicts changed.
CREATE OR REPLACE FUNCTION add_to_hours(
    p_changes hour_change[], p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_channel_key int[];
    v_hour timestamptz[];
BEGIN
    WITH total AS (
        SELECT channel_key, hour, sum(energy_uwh)::bigint AS energy_uwh,
               sum(reading_count)::int AS reading_count, sum(covered_s)::int AS covered_s,
               sum(estimated_count)::int AS estimated_count,
               sum(unknown_count)::int AS unknown_count,
               sum(corrected_count)::int AS corrected_count,
               sum(late_count)::int AS late_count
        FROM unnest(p_changes) GROUP BY 1, 2 ORDER BY 1, 2
    ), added AS (
        INSERT INTO hourly_consumption AS h (channel_key, hour, energy_uwh, reading_count,
                                             covered_s, estimated_count, unknown_count,
                                             corrected_count, late_count)
        SELECT channel_key, hour, energy_uwh, reading_count, covered_s, estimated_count,
               unknown_count, corrected_count, late_count
        FROM total
        ON CONFLICT (channel_key, hour) DO UPDATE SET
            energy_uwh = h.energy_uwh + excluded.energy_uwh,
            reading_count = h.reading_count + excluded.reading_count,
            covered_s = h.covered_s + excluded.covered_s,
            estimated_count = h.estimated_count + excluded.estimated_count,
            unknown_count = h.unknown_count + excluded.unknown_count,
            corrected_count = h.corrected_count + excluded.corrected_count,
            late_count = h.late_count + excluded.late_count
        RETURNING channel_key, hour, energy_uwh, over_limit
    )
    SELECT array_agg(channel_key ORDER BY channel_key, hour),
           array_agg(hour ORDER BY channel_key, hour)
    INTO v_channel_key, v_hour
    FROM added
    WHERE over_limit
       OR energy_uwh > limit_of_hour(channel_key, hour);
    PERFORM request_warning_rechecks(p_changes);
    IF EXISTS (SELECT 1 FROM formula_term) THEN
        PERFORM note_dependent_hours(p_changes);
    END IF;
    IF v_hour IS NULL THEN
        RETURN 0;
    END IF;
    RETURN judge_hours(v_channel_key, v_hour, p_now, p_news_since);
END $$;
