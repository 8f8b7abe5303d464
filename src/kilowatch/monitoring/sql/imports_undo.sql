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

-- The corrections (imports by their numbers) that stand on top of any part of an import.
CREATE OR REPLACE FUNCTION overtaking_parts(p_head_id bigint)
RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_part correction;
    v_overtaken bigint[] := '{}';
BEGIN
    FOR v_part IN SELECT c.* FROM import_job j JOIN correction c ON c.correction_id = j.import_id
                  WHERE (j.import_id = p_head_id OR j.head_id = p_head_id) AND j.state <> 'undone' LOOP
        IF EXISTS (SELECT 1 FROM correction c
                   WHERE c.channel_key = v_part.channel_key
                     AND c.of_registers = v_part.of_registers
                     AND c.correction_id > v_part.correction_id AND c.undone_at IS NULL) THEN
            v_overtaken := v_overtaken || overtaking_import(v_part, ARRAY(
                SELECT measured_at FROM correction_item
                WHERE correction_id = v_part.correction_id));
        END IF;
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT coalesce(j.head_id, o.correction_id)
                 FROM unnest(v_overtaken) AS o (correction_id)
                 LEFT JOIN import_job j ON j.import_id = o.correction_id ORDER BY 1);
END $$;

-- Ask for an import to be undone, by its number or that of a part: all parts of it. One that is
-- running stops. Replicas then do it in steps, and each looks again: so this one, which may
-- read a million moments, holds up no reading.
CREATE OR REPLACE FUNCTION undo_import_parts(
    p_import_id bigint, p_by uuid, OUT problem text, OUT overtaken bigint[], OUT head_id bigint
) LANGUAGE plpgsql AS $$
DECLARE
    v_head_id bigint;
    v_states text[];
BEGIN
    SELECT coalesce(j.head_id, j.import_id) INTO v_head_id
    FROM import_job j WHERE j.import_id = p_import_id;
    v_states := ARRAY(SELECT p.state FROM (
        SELECT j.state FROM import_job j WHERE (j.import_id = v_head_id OR j.head_id = v_head_id)
        ORDER BY j.import_id FOR UPDATE) AS p);
    overtaken := overtaking_parts(v_head_id);
    problem := CASE WHEN v_head_id IS NULL THEN 'import_not_found'
                    WHEN v_states <@ ARRAY['undoing', 'undone'] THEN 'already_undone'
                    WHEN cardinality(overtaken) > 0 THEN 'overtaken' END;
    IF problem IS NULL THEN
        DELETE FROM import_row r USING import_job j
        WHERE r.import_id = j.import_id AND (j.import_id = v_head_id OR j.head_id = v_head_id);
        UPDATE import_job j
        SET state = 'undoing', undo_by = p_by, problem = NULL, finished_at = NULL
        WHERE (j.import_id = v_head_id OR j.head_id = v_head_id) AND j.state NOT IN ('undoing', 'undone');
    END IF;
    head_id := v_head_id;
END $$;

-- The same for the release before, which doesn't ask for the number of the import.
CREATE OR REPLACE FUNCTION undo_import(
    p_import_id bigint, p_by uuid, OUT problem text, OUT overtaken bigint[]
) LANGUAGE sql AS $$
    SELECT u.problem, u.overtaken FROM undo_import_parts(p_import_id, p_by) AS u
$$;

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
