-- Corrections (imports among them) that stand on top of an import at these moments: what
-- counts there has a higher source. Of several over each other the newest is named.
CREATE OR REPLACE FUNCTION overtaking_import(p_import correction, p_at timestamptz[])
RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_source bigint := correction_floor() + p_import.correction_id;
BEGIN
    IF p_import.of_registers THEN
        RETURN ARRAY(
            SELECT DISTINCT r.source - correction_floor()
            FROM unnest(p_at) AS at
            JOIN register_reading r ON r.channel_key = p_import.channel_key AND r.measured_at = at
            WHERE r.source > v_source ORDER BY 1);
    END IF;
    RETURN ARRAY(
        SELECT DISTINCT r.source - correction_floor()
        FROM unnest(p_at) AS at
        JOIN reading r ON r.channel_key = p_import.channel_key AND r.measured_at = at
        WHERE r.source > v_source ORDER BY 1);
END $$;

-- Ask for an import to be undone; one that is running stops. Replicas then do it in steps, and
-- each looks again: so this one, which may read a million moments, holds up no reading.
CREATE OR REPLACE FUNCTION undo_import(
    p_import_id bigint, p_by uuid, OUT problem text, OUT overtaken bigint[]
) LANGUAGE plpgsql AS $$
DECLARE
    v_state text;
    v_correction correction;
BEGIN
    SELECT state INTO v_state FROM import_job WHERE import_id = p_import_id FOR UPDATE;
    SELECT * INTO v_correction FROM correction WHERE correction_id = p_import_id;
    IF EXISTS (SELECT 1 FROM correction c
               WHERE c.channel_key = v_correction.channel_key
                 AND c.of_registers = v_correction.of_registers
                 AND c.correction_id > p_import_id AND c.undone_at IS NULL) THEN
        overtaken := overtaking_import(v_correction, ARRAY(
            SELECT measured_at FROM correction_item WHERE correction_id = p_import_id));
    END IF;
    problem := CASE WHEN v_state IS NULL THEN 'import_not_found'
                    WHEN v_state IN ('undoing', 'undone') THEN 'already_undone'
                    WHEN cardinality(overtaken) > 0 THEN 'overtaken' END;
    IF problem IS NULL THEN
        DELETE FROM import_row WHERE import_id = p_import_id;
        UPDATE import_job
        SET state = 'undoing', undo_by = p_by, problem = NULL, finished_at = NULL
        WHERE import_id = p_import_id;
    END IF;
END $$;

-- Take the next readings of an import out again. The caller holds its row and the ingest lock.
CREATE OR REPLACE FUNCTION undo_some(p_job import_job, p_most int, p_now timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_source bigint := correction_floor() + p_job.import_id;
    v_correction correction;
    v_at timestamptz[];
    v_last int;
    v_overtaken bigint[];
BEGIN
    SELECT * INTO v_correction FROM correction WHERE correction_id = p_job.import_id;
    SELECT array_agg(measured_at), max(source_index) INTO v_at, v_last
    FROM (SELECT measured_at, source_index FROM correction_item
          WHERE correction_id = p_job.import_id AND source_index > p_job.undo_after
          ORDER BY source_index LIMIT p_most) AS next_ones;
    IF v_at IS NULL THEN
        UPDATE import_job SET state = 'undone', finished_at = p_now
        WHERE import_id = p_job.import_id;
        UPDATE correction SET undone_by = p_job.undo_by, undone_at = p_now
        WHERE correction_id = p_job.import_id;
        RETURN;
    END IF;
    v_overtaken := overtaking_import(v_correction, v_at);
    IF cardinality(v_overtaken) > 0 THEN
        UPDATE import_job
        SET state = 'undo_blocked', finished_at = p_now,
            problem = 'Newer corrections stand on top of it: undo '
                      || array_to_string(v_overtaken, ', ') || ' first, then undo it again.'
        WHERE import_id = p_job.import_id;
        RETURN;
    END IF;
    PERFORM add_to_hours(
        CASE WHEN v_correction.of_registers
             THEN restore_registers(v_source, v_correction.channel_key, v_at)
             ELSE restore_readings(v_source, v_correction.channel_key, v_at) END,
        p_now, 'infinity');
    UPDATE import_job
    SET undo_after = v_last, undone_count = undone_count + cardinality(v_at)
    WHERE import_id = p_job.import_id;
END $$;
