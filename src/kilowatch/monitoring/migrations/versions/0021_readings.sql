-- Replace the readings given by what a correction makes of them; the values that stood until
-- now are kept as versions. A reading may be one that is not there yet.
CREATE FUNCTION correct_readings(
    p_old reading[], p_new reading[], p_correction_id bigint, p_now timestamptz
) RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_changes hour_change[];
BEGIN
    INSERT INTO reading_version (source, source_index, device_key, measured_at, energy_uwh,
                                 interval_s, late, removed, superseded_at)
    SELECT source, source_index, device_key, measured_at, energy_uwh, interval_s, late, removed,
           p_now
    FROM unnest(p_old)
    ON CONFLICT DO NOTHING;
    INSERT INTO correction_item
    SELECT p_correction_id, n.source_index, n.measured_at,
           CASE WHEN NOT o.removed THEN o.energy_uwh END,
           CASE WHEN NOT n.removed THEN n.energy_uwh END
    FROM unnest(p_new) AS n LEFT JOIN unnest(p_old) AS o USING (device_key, measured_at);
    INSERT INTO reading SELECT n.* FROM unnest(p_new) AS n
    ON CONFLICT (device_key, measured_at) DO UPDATE SET
        energy_uwh = excluded.energy_uwh, interval_s = excluded.interval_s,
        source = excluded.source, source_index = excluded.source_index,
        corrected = excluded.corrected, removed = excluded.removed;
    SELECT array_agg(ROW(c.device_key, c.hour, c.energy_uwh, c.reading_count, c.covered_s,
                         c.estimated_count, c.unknown_count, c.corrected_count,
                         c.late_count)::hour_change)
    INTO v_changes
    FROM (SELECT -1 AS sign, o.* FROM unnest(p_old) AS o
          UNION ALL SELECT 1, n.* FROM unnest(p_new) AS n) AS r
    JOIN device d USING (device_key),
    LATERAL changes_of_reading(r.device_key, r.measured_at, r.energy_uwh, r.interval_s, false,
                               r.corrected, r.late, r.removed, d.time_zone, r.sign) AS c;
    RETURN v_changes;
END $$
--;
-- Put the readings of a correction back to what would stand without it: of the versions the
-- one with the highest source, which may have come since.
CREATE FUNCTION restore_readings(p_source bigint, p_device_key int, p_at timestamptz[])
RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_old reading[];
    v_new reading[];
    v_changes hour_change[];
BEGIN
    v_old := ARRAY(SELECT r FROM reading r
                   WHERE device_key = p_device_key AND measured_at = ANY (p_at)
                     AND source = p_source);
    v_new := ARRAY(
        SELECT DISTINCT ON (v.measured_at)
               ROW(v.measured_at, v.energy_uwh, v.source, v.device_key, v.source_index,
                   coalesce(v.interval_s, d.reporting_interval_s), v.late,
                   v.source >= correction_floor(), v.removed)::reading
        FROM unnest(v_old) AS o JOIN reading_version v USING (device_key, measured_at)
        JOIN device d USING (device_key)
        ORDER BY v.measured_at, v.source DESC, v.source_index DESC);
    -- Versions say what else was told; one equal to what stands now is none of them, but
    -- under a correction every one is needed.
    DELETE FROM reading_version v USING unnest(v_new) AS n
    WHERE v.device_key = n.device_key AND v.measured_at = n.measured_at
      AND ((v.source, v.source_index) = (n.source, n.source_index)
           OR n.source < correction_floor()
              AND (v.energy_uwh, coalesce(v.interval_s, n.interval_s), v.removed)
                  IS NOT DISTINCT FROM (n.energy_uwh, n.interval_s, n.removed));
    v_new := ARRAY(
        SELECT ROW(n.measured_at, n.energy_uwh, n.source, n.device_key, n.source_index,
                   n.interval_s, n.late,
                   n.corrected OR EXISTS (SELECT 1 FROM reading_version v
                                          WHERE v.device_key = n.device_key
                                            AND v.measured_at = n.measured_at),
                   n.removed)::reading
        FROM unnest(v_new) AS n);
    DELETE FROM reading r USING unnest(v_old) AS o
    WHERE r.device_key = o.device_key AND r.measured_at = o.measured_at;
    INSERT INTO reading SELECT n.* FROM unnest(v_new) AS n;
    SELECT array_agg(ROW(c.device_key, c.hour, c.energy_uwh, c.reading_count, c.covered_s,
                         c.estimated_count, c.unknown_count, c.corrected_count,
                         c.late_count)::hour_change)
    INTO v_changes
    FROM (SELECT -1 AS sign, o.* FROM unnest(v_old) AS o
          UNION ALL SELECT 1, n.* FROM unnest(v_new) AS n) AS r
    JOIN device d USING (device_key),
    LATERAL changes_of_reading(r.device_key, r.measured_at, r.energy_uwh, r.interval_s, false,
                               r.corrected, r.late, r.removed, d.time_zone, r.sign) AS c;
    RETURN v_changes;
END $$
