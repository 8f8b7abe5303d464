-- Restore the readings of a correction to what would apply without it: of the versions the
-- one with the highest source, which may have come since, an estimated one last. An estimate that
-- a measured value replaced is a version itself, and is gone. A value from an import is not
-- marked as corrected for that.
CREATE OR REPLACE FUNCTION restore_readings(p_source bigint, p_channel_key int, p_at timestamptz[])
RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_old reading[];
    v_new reading[];
    v_changes hour_change[];
BEGIN
    DELETE FROM reading_version
    WHERE channel_key = p_channel_key AND measured_at = ANY (p_at) AND source = p_source;
    v_old := ARRAY(SELECT r FROM reading r
                   WHERE channel_key = p_channel_key AND measured_at = ANY (p_at)
                     AND source = p_source);
    v_new := ARRAY(
        SELECT DISTINCT ON (v.measured_at)
               ROW(v.measured_at, v.energy_uwh, v.source, v.channel_key, v.source_index,
                   coalesce(v.interval_s, d.reporting_interval_s), v.late,
                   is_made_by_hand(v.source), v.removed, v.value_estimated)::reading
        FROM unnest(v_old) AS o JOIN reading_version v USING (channel_key, measured_at)
        JOIN channel d USING (channel_key)
        ORDER BY v.measured_at, v.value_estimated, v.source DESC, v.source_index DESC);
    -- Versions are the other reported values; one equal to the current value is not among them, but
    -- under a correction every one is needed.
    DELETE FROM reading_version v USING unnest(v_new) AS n
    WHERE v.channel_key = n.channel_key AND v.measured_at = n.measured_at
      AND ((v.source, v.source_index) = (n.source, n.source_index)
           OR n.source < correction_floor()
              AND (v.energy_uwh, coalesce(v.interval_s, n.interval_s), v.removed)
                  IS NOT DISTINCT FROM (n.energy_uwh, n.interval_s, n.removed));
    v_new := ARRAY(
        SELECT ROW(n.measured_at, n.energy_uwh, n.source, n.channel_key, n.source_index,
                   n.interval_s, n.late,
                   n.corrected OR EXISTS (
                       SELECT 1 FROM reading_version v
                       WHERE v.channel_key = n.channel_key AND v.measured_at = n.measured_at
                         AND NOT v.value_estimated
                         AND (v.energy_uwh, coalesce(v.interval_s, n.interval_s), v.removed)
                             IS DISTINCT FROM (n.energy_uwh, n.interval_s, n.removed)),
                   n.removed, n.value_estimated)::reading
        FROM unnest(v_new) AS n);
    DELETE FROM reading r USING unnest(v_old) AS o
    WHERE r.channel_key = o.channel_key AND r.measured_at = o.measured_at;
    INSERT INTO reading SELECT n.* FROM unnest(v_new) AS n;
    SELECT array_agg(ROW(c.channel_key, c.hour, c.energy_uwh, c.reading_count, c.covered_s,
                         c.estimated_count, c.unknown_count, c.corrected_count,
                         c.late_count)::hour_change)
    INTO v_changes
    FROM (SELECT -1 AS sign, o.* FROM unnest(v_old) AS o
          UNION ALL SELECT 1, n.* FROM unnest(v_new) AS n) AS r
    JOIN channel d USING (channel_key),
    LATERAL changes_of_reading(r.channel_key, r.measured_at, r.energy_uwh, r.interval_s,
                               r.value_estimated, r.corrected, r.late, r.removed, d.time_zone,
                               r.sign) AS c;
    RETURN v_changes;
END $$;

-- Like restore_readings, for registers.
CREATE OR REPLACE FUNCTION restore_registers(p_source bigint, p_channel_key int, p_at timestamptz[])
RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_at timestamptz[] := ARRAY(SELECT measured_at FROM register_reading
                                WHERE channel_key = p_channel_key AND measured_at = ANY (p_at)
                                  AND source = p_source);
    v_changes hour_change[];
    v_best register_version[];
BEGIN
    DELETE FROM register_version
    WHERE channel_key = p_channel_key AND measured_at = ANY (p_at) AND source = p_source;
    v_changes := take_out_registers(array_fill(p_channel_key, ARRAY[cardinality(v_at)]), v_at);
    v_best := ARRAY(
        SELECT DISTINCT ON (measured_at) v FROM register_version v
        WHERE channel_key = p_channel_key AND measured_at = ANY (v_at)
        ORDER BY measured_at, value_estimated, source DESC, source_index DESC);
    DELETE FROM register_version v USING unnest(v_best) AS b
    WHERE v.channel_key = b.channel_key AND v.measured_at = b.measured_at
      AND ((v.source, v.source_index) = (b.source, b.source_index)
           OR b.source < correction_floor()
              AND (v.register_uwh, v.removed) = (b.register_uwh, b.removed));
    DELETE FROM register_reading
    WHERE channel_key = p_channel_key AND measured_at = ANY (v_at);
    INSERT INTO register_reading (channel_key, measured_at, register_uwh, goes_on_from_uwh,
                                  source, source_index, late, removed, value_estimated,
                                  state, corrected)
    SELECT channel_key, measured_at, register_uwh, goes_on_from_uwh, source, source_index, late,
           removed, value_estimated, CASE WHEN removed THEN 'removed' ELSE 'new' END,
           is_made_by_hand(source)
           OR EXISTS (SELECT 1 FROM register_version v
                      WHERE v.channel_key = b.channel_key AND v.measured_at = b.measured_at
                        AND NOT v.value_estimated
                        AND (v.register_uwh, v.goes_on_from_uwh, v.removed)
                            IS DISTINCT FROM (b.register_uwh, b.goes_on_from_uwh, b.removed))
    FROM unnest(v_best) AS b;
    RETURN v_changes || derive_changed(p_channel_key, v_at);
END $$;

-- Undo a correction, or with p_preview only report the effect. If newer corrections are on
-- top of it, `overtaken` names them and nothing is done. An import is undone by
-- undo_import.
CREATE OR REPLACE FUNCTION undo_correction(
    p_correction_id bigint, p_by uuid, p_most_hours int, p_preview boolean,
    p_now timestamptz, p_news_since timestamptz,
    OUT problem text, OUT overtaken bigint[], OUT undone correction, OUT hours json,
    OUT hour_count int, OUT difference_uwh bigint, OUT alerts_raised int,
    OUT alerts_retracted int
) LANGUAGE plpgsql AS $$
DECLARE
    v_source bigint := correction_floor() + p_correction_id;
    v_at timestamptz[];
BEGIN
    PERFORM pg_advisory_xact_lock(ingest_lock_key());
    SELECT * INTO undone FROM correction WHERE correction_id = p_correction_id;
    v_at := ARRAY(SELECT measured_at FROM correction_item
                  WHERE correction_id = p_correction_id);
    overtaken := ARRAY(
        SELECT DISTINCT c.correction_id
        FROM correction c JOIN correction_item i USING (correction_id)
        WHERE c.channel_key = undone.channel_key AND c.of_registers = undone.of_registers
          AND c.correction_id > p_correction_id AND c.undone_at IS NULL
          AND i.measured_at = ANY (v_at)
        ORDER BY 1);
    problem := CASE WHEN undone.correction_id IS NULL THEN 'correction_not_found'
                    WHEN EXISTS (SELECT 1 FROM import_job
                                 WHERE import_id = p_correction_id) THEN 'is_import'
                    WHEN undone.undone_at IS NOT NULL THEN 'already_undone'
                    WHEN cardinality(overtaken) > 0 THEN 'overtaken' END;
    IF problem IS NOT NULL THEN
        RETURN;
    END IF;
    BEGIN
        SELECT t.hours, t.hour_count, t.difference_uwh, t.alerts_raised, t.alerts_retracted
        INTO hours, hour_count, difference_uwh, alerts_raised, alerts_retracted
        FROM add_to_hours_with_report(
            CASE WHEN undone.of_registers
                 THEN restore_registers(v_source, undone.channel_key, v_at)
                 ELSE restore_readings(v_source, undone.channel_key, v_at) END,
            p_most_hours, p_now, p_news_since) AS t;
        UPDATE correction SET undone_by = p_by, undone_at = p_now
        WHERE correction_id = p_correction_id RETURNING * INTO undone;
        IF p_preview THEN
            RAISE SQLSTATE 'KW001';
        END IF;
    EXCEPTION WHEN SQLSTATE 'KW001' THEN
        NULL;
    END;
END $$;
