-- What a correction makes of the readings it is about. New ones have its source.
CREATE FUNCTION corrected_readings(p_correction correction, p_old reading[])
RETURNS reading[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(ROW(
        at, CASE p_correction.action
                WHEN 'set' THEN p_correction.value_uwh
                WHEN 'scale' THEN round(o.energy_uwh * p_correction.factor)::bigint
                ELSE o.energy_uwh END,
        correction_floor() + p_correction.correction_id, p_correction.device_key,
        o.place::int,
        coalesce(p_correction.interval_s, o.interval_s, d.reporting_interval_s),
        coalesce(o.late, false), true, p_correction.action = 'remove')::reading)
    FROM (SELECT measured_at AS at, ordinality - 1 AS place, r.*
          FROM unnest(p_old) WITH ORDINALITY AS r
          UNION ALL
          SELECT p_correction.starts_at, 0, (NULL::reading).*, 1
          WHERE p_correction.action = 'set' AND cardinality(p_old) = 0) AS o
    JOIN device d ON d.device_key = p_correction.device_key
$$
--;
CREATE FUNCTION corrected_registers(p_correction correction, p_old register_reading[])
RETURNS register_reading[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(ROW(
        at, CASE WHEN p_correction.action IN ('set', 'swap') THEN p_correction.value_uwh
                 WHEN p_correction.action = 'scale'
                     THEN round(o.register_uwh * p_correction.factor)::bigint
                 ELSE o.register_uwh END,
        correction_floor() + p_correction.correction_id, NULL, NULL,
        CASE WHEN p_correction.action = 'swap' THEN p_correction.next_value_uwh
             WHEN p_correction.action = 'scale'
                 THEN round(o.goes_on_from_uwh * p_correction.factor)::bigint END,
        p_correction.device_key, o.place::int,
        CASE WHEN p_correction.action = 'remove' THEN 'removed' ELSE 'new' END, false,
        coalesce(o.late, false), true, p_correction.action = 'remove')::register_reading)
    FROM (SELECT measured_at AS at, ordinality - 1 AS place, r.*
          FROM unnest(p_old) WITH ORDINALITY AS r
          UNION ALL
          SELECT p_correction.starts_at, 0, (NULL::register_reading).*, 1
          WHERE p_correction.action IN ('set', 'swap') AND cardinality(p_old) = 0) AS o
$$
--;
-- Make a correction, or with p_preview only tell what it would do: then all of it is taken
-- back before this returns. problem: why nothing was done. Holds the ingest lock alone, as
-- changes of devices do.
CREATE FUNCTION make_correction(
    p_device_id uuid, p_action text, p_of_registers boolean, p_starts_at timestamptz,
    p_ends_at timestamptz, p_value_uwh bigint, p_next_value_uwh bigint, p_factor numeric,
    p_interval_s int, p_reason text, p_by uuid, p_most int, p_most_hours int,
    p_preview boolean, p_now timestamptz, p_news_since timestamptz,
    OUT problem text, OUT made correction, OUT hours json, OUT hour_count int
) LANGUAGE plpgsql AS $$
DECLARE
    v_device_key int;
    v_readings reading[];
    v_new_readings reading[];
    v_registers register_reading[];
    v_new_registers register_reading[];
    v_absurd boolean;
    v_told record;
BEGIN
    PERFORM pg_advisory_xact_lock(ingest_lock_key());
    SELECT device_key INTO v_device_key FROM device WHERE device_id = p_device_id;
    IF v_device_key IS NULL THEN
        problem := 'device_not_found';
        RETURN;
    END IF;
    IF p_of_registers THEN
        v_registers := ARRAY(
            SELECT r FROM register_reading r
            WHERE device_key = v_device_key AND measured_at >= p_starts_at
              AND measured_at < p_ends_at AND (p_action IN ('set', 'swap') OR NOT removed)
            ORDER BY measured_at LIMIT p_most + 1);
    ELSE
        v_readings := ARRAY(
            SELECT r FROM reading r
            WHERE device_key = v_device_key AND measured_at >= p_starts_at
              AND measured_at < p_ends_at AND (p_action = 'set' OR NOT removed)
            ORDER BY measured_at LIMIT p_most + 1);
    END IF;
    problem := CASE
        WHEN coalesce(cardinality(v_readings), cardinality(v_registers)) > p_most
            THEN 'too_many'
        WHEN p_action IN ('scale', 'remove')
             AND coalesce(cardinality(v_readings), cardinality(v_registers)) = 0
            THEN 'nothing_there' END;
    IF problem IS NOT NULL THEN
        RETURN;
    END IF;
    BEGIN
        INSERT INTO correction (device_key, action, of_registers, starts_at, ends_at, value_uwh,
                                next_value_uwh, factor, interval_s, reason, made_by, made_at)
        VALUES (v_device_key, p_action, p_of_registers, p_starts_at, p_ends_at, p_value_uwh,
                p_next_value_uwh, p_factor, p_interval_s, p_reason, p_by, p_now)
        RETURNING * INTO made;
        IF p_of_registers THEN
            v_new_registers := corrected_registers(made, v_registers);
        ELSE
            v_new_readings := corrected_readings(made, v_readings);
        END IF;
        SELECT coalesce(max(energy_uwh) > 1000000000000000, false) INTO v_absurd
        FROM unnest(v_new_readings);
        IF v_absurd OR (SELECT max(register_uwh) > 1000000000000000000
                        FROM unnest(v_new_registers)) THEN
            problem := 'absurd';
            RAISE SQLSTATE 'KW001';
        END IF;
        v_told := add_and_tell(
            CASE WHEN p_of_registers
                 THEN correct_registers(v_registers, v_new_registers, made.correction_id, p_now)
                 ELSE correct_readings(v_readings, v_new_readings, made.correction_id, p_now)
            END, p_most_hours, p_now, p_news_since);
        UPDATE correction c
        SET reading_count = (SELECT count(*) FROM correction_item i
                             WHERE i.correction_id = c.correction_id),
            difference_uwh = v_told.difference_uwh, alerts_raised = v_told.alerts_raised,
            alerts_retracted = v_told.alerts_retracted
        WHERE c.correction_id = made.correction_id RETURNING c.* INTO made;
        hours := v_told.hours;
        hour_count := v_told.hour_count;
        IF p_preview THEN
            RAISE SQLSTATE 'KW001';
        END IF;
    EXCEPTION WHEN SQLSTATE 'KW001' THEN
        NULL; -- What was done is undone; what was learned stays in the variables.
    END;
END $$
--;
-- Undo a correction, or with p_preview only tell what that would do. Where newer corrections
-- stand on top of it, `overtaken` names them and nothing is done.
CREATE FUNCTION undo_correction(
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
        WHERE c.device_key = undone.device_key AND c.of_registers = undone.of_registers
          AND c.correction_id > p_correction_id AND c.undone_at IS NULL
          AND i.measured_at = ANY (v_at)
        ORDER BY 1);
    problem := CASE WHEN undone.correction_id IS NULL THEN 'correction_not_found'
                    WHEN undone.undone_at IS NOT NULL THEN 'already_undone'
                    WHEN cardinality(overtaken) > 0 THEN 'overtaken' END;
    IF problem IS NOT NULL THEN
        RETURN;
    END IF;
    BEGIN
        SELECT t.hours, t.hour_count, t.difference_uwh, t.alerts_raised, t.alerts_retracted
        INTO hours, hour_count, difference_uwh, alerts_raised, alerts_retracted
        FROM add_and_tell(
            CASE WHEN undone.of_registers
                 THEN restore_registers(v_source, undone.device_key, v_at)
                 ELSE restore_readings(v_source, undone.device_key, v_at) END,
            p_most_hours, p_now, p_news_since) AS t;
        UPDATE correction SET undone_by = p_by, undone_at = p_now
        WHERE correction_id = p_correction_id RETURNING * INTO undone;
        IF p_preview THEN
            RAISE SQLSTATE 'KW001';
        END IF;
    EXCEPTION WHEN SQLSTATE 'KW001' THEN
        NULL;
    END;
END $$
