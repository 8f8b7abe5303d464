-- One reading as changes of its hours; p_sign -1 takes it out again.
CREATE FUNCTION change_of(
    p_device_key int, p_measured_at timestamptz, p_energy_uwh bigint, p_interval_s int,
    p_time_zone text, p_sign int
) RETURNS TABLE (
    device_key int, hour timestamptz, energy_uwh bigint, reading_count int, covered_s int,
    estimated_count int, unknown_count int
) LANGUAGE sql STABLE AS $$
    SELECT p_device_key, date_trunc('hour', p_measured_at, p_time_zone),
           p_sign * p_energy_uwh, p_sign, p_sign * coalesce(p_interval_s, 0), 0,
           CASE WHEN p_interval_s IS NULL THEN p_sign ELSE 0 END
    WHERE NOT straddles(p_measured_at, p_interval_s, p_time_zone)
    UNION ALL
    SELECT p_device_key, s.hour, p_sign * s.energy_uwh,
           CASE WHEN s.hour = date_trunc('hour', p_measured_at, p_time_zone)
                THEN p_sign ELSE 0 END,
           p_sign * s.covered_s, p_sign, 0
    FROM hours_of_reading(p_measured_at, p_interval_s, p_energy_uwh, p_time_zone) AS s
    WHERE straddles(p_measured_at, p_interval_s, p_time_zone)
$$
--;
-- Readings for intervals that have one already. The higher source counts; a value that does
-- not count is kept as a version. What came before from the very same source is left alone.
CREATE FUNCTION settle_contested(
    p_device_key int[], p_measured_at timestamptz[], p_energy_uwh bigint[], p_interval_s int[],
    p_source bigint[], p_source_index int[], p_now timestamptz,
    OUT differences hour_change[], OUT corrected int
) LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    WITH contested AS MATERIALIZED (
        SELECT b.device_key, b.measured_at, b.energy_uwh, b.source, b.source_index,
               coalesce(b.interval_s, d.reporting_interval_s) AS interval_s
        FROM unnest(p_device_key, p_measured_at, p_energy_uwh, p_interval_s, p_source,
                    p_source_index)
             AS b(device_key, measured_at, energy_uwh, interval_s, source, source_index)
        JOIN device d USING (device_key)
        JOIN reading r USING (device_key, measured_at)
        WHERE NOT d.deleted
          AND (b.source, b.source_index) <> (r.source, r.source_index)
    ), standing AS MATERIALIZED (
        SELECT r.device_key, r.measured_at, r.energy_uwh, r.interval_s, r.source, r.source_index
        FROM (SELECT DISTINCT device_key, measured_at FROM contested) AS c
        JOIN reading r USING (device_key, measured_at)
        ORDER BY r.device_key, r.measured_at
        FOR UPDATE OF r
    ), claim AS (
        SELECT device_key, measured_at, energy_uwh, interval_s, source, source_index
        FROM contested
        UNION
        SELECT device_key, measured_at, energy_uwh, interval_s, source, source_index
        FROM standing
    ), winner AS MATERIALIZED (
        SELECT DISTINCT ON (device_key, measured_at) *
        FROM claim ORDER BY device_key, measured_at, source DESC, source_index DESC
    ), replaced AS (
        UPDATE reading r
        SET energy_uwh = w.energy_uwh, interval_s = w.interval_s,
            source = w.source, source_index = w.source_index
        FROM winner w
        WHERE r.device_key = w.device_key AND r.measured_at = w.measured_at
          AND (r.source, r.source_index) < (w.source, w.source_index)
        RETURNING r.device_key
    ), kept AS (
        INSERT INTO reading_version
              (source, source_index, device_key, measured_at, energy_uwh, interval_s,
               superseded_at)
        SELECT c.source, c.source_index, c.device_key, c.measured_at, c.energy_uwh,
               c.interval_s, p_now
        FROM claim c JOIN winner w USING (device_key, measured_at)
        WHERE (c.energy_uwh, c.interval_s) IS DISTINCT FROM (w.energy_uwh, w.interval_s)
        ORDER BY 1, 2
        ON CONFLICT DO NOTHING
    ), moved AS (
        SELECT s.device_key, s.measured_at,
               s.energy_uwh AS old_uwh, s.interval_s AS old_s,
               w.energy_uwh AS new_uwh, w.interval_s AS new_s, d.time_zone
        FROM standing s JOIN winner w USING (device_key, measured_at)
        JOIN device d USING (device_key)
        WHERE (s.energy_uwh, s.interval_s) IS DISTINCT FROM (w.energy_uwh, w.interval_s)
    ), change AS (
        SELECT c.* FROM moved m, LATERAL
            change_of(m.device_key, m.measured_at, m.old_uwh, m.old_s, m.time_zone, -1) AS c
        UNION ALL
        SELECT c.* FROM moved m, LATERAL
            change_of(m.device_key, m.measured_at, m.new_uwh, m.new_s, m.time_zone, 1) AS c
    )
    SELECT (SELECT array_agg(ROW(device_key, hour, energy_uwh, reading_count, covered_s,
                                 estimated_count, unknown_count)::hour_change) FROM change),
           (SELECT count(*) FROM moved)
    INTO differences, corrected;
END $$
