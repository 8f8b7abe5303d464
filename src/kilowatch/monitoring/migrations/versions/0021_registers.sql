-- Registers of a device at these moments were changed: take in what follows from it.
CREATE FUNCTION derive_changed(p_device_key int, p_at timestamptz[])
RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_removed hour_change[];
BEGIN
    SELECT array_agg(ROW(c.device_key, c.hour, c.energy_uwh, c.reading_count, c.covered_s,
                         c.estimated_count, c.unknown_count, c.corrected_count,
                         c.late_count)::hour_change)
    INTO v_removed
    FROM register_reading r JOIN device d USING (device_key),
    LATERAL changes_of_register(r, d.time_zone, 1) AS c
    WHERE r.device_key = p_device_key AND r.measured_at = ANY (p_at) AND r.removed;
    RETURN v_removed
        || derive_touched(array_fill(p_device_key, ARRAY[cardinality(p_at)]), p_at);
END $$
--;
-- As correct_readings, for registers; the intervals between follow.
CREATE FUNCTION correct_registers(
    p_old register_reading[], p_new register_reading[], p_correction_id bigint,
    p_now timestamptz
) RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_device_key int := p_new[1].device_key;
    v_at timestamptz[] := ARRAY(SELECT n.measured_at FROM unnest(p_new) AS n);
    v_changes hour_change[];
BEGIN
    INSERT INTO register_version
    SELECT source, source_index, device_key, measured_at, register_uwh, goes_on_from_uwh, late,
           removed, p_now
    FROM unnest(p_old)
    ON CONFLICT DO NOTHING;
    INSERT INTO correction_item
    SELECT p_correction_id, n.source_index, n.measured_at,
           CASE WHEN NOT o.removed THEN o.register_uwh END,
           CASE WHEN NOT n.removed THEN n.register_uwh END
    FROM unnest(p_new) AS n LEFT JOIN unnest(p_old) AS o USING (device_key, measured_at);
    v_changes := take_out_registers(array_fill(v_device_key, ARRAY[cardinality(v_at)]), v_at);
    INSERT INTO register_reading SELECT n.* FROM unnest(p_new) AS n
    ON CONFLICT (device_key, measured_at) DO UPDATE SET
        register_uwh = excluded.register_uwh, goes_on_from_uwh = excluded.goes_on_from_uwh,
        source = excluded.source, source_index = excluded.source_index,
        state = excluded.state, corrected = excluded.corrected, removed = excluded.removed;
    RETURN v_changes || derive_changed(v_device_key, v_at);
END $$
--;
-- As restore_readings, for registers.
CREATE FUNCTION restore_registers(p_source bigint, p_device_key int, p_at timestamptz[])
RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_changes hour_change[];
    v_best register_version[];
BEGIN
    v_changes := take_out_registers(array_fill(p_device_key, ARRAY[cardinality(p_at)]), p_at);
    v_best := ARRAY(
        SELECT DISTINCT ON (measured_at) v FROM register_version v
        WHERE device_key = p_device_key AND measured_at = ANY (p_at)
        ORDER BY measured_at, source DESC, source_index DESC);
    DELETE FROM register_version v USING unnest(v_best) AS b
    WHERE v.device_key = b.device_key AND v.measured_at = b.measured_at
      AND ((v.source, v.source_index) = (b.source, b.source_index)
           OR b.source < correction_floor()
              AND (v.register_uwh, v.removed) = (b.register_uwh, b.removed));
    DELETE FROM register_reading
    WHERE device_key = p_device_key AND measured_at = ANY (p_at) AND source = p_source;
    INSERT INTO register_reading (device_key, measured_at, register_uwh, goes_on_from_uwh,
                                  source, source_index, late, removed, state, corrected)
    SELECT device_key, measured_at, register_uwh, goes_on_from_uwh, source, source_index, late,
           removed, CASE WHEN removed THEN 'removed' ELSE 'new' END,
           source >= correction_floor()
           OR EXISTS (SELECT 1 FROM register_version v
                      WHERE v.device_key = b.device_key AND v.measured_at = b.measured_at)
    FROM unnest(v_best) AS b;
    RETURN v_changes || derive_changed(p_device_key, p_at);
END $$
