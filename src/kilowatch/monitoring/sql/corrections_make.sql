-- Add changes to the hours of one device and report the effect on each of them. Energy is
-- NULL if nothing was, or is, known.
CREATE OR REPLACE FUNCTION add_to_hours_with_report(
    p_changes hour_change[], p_most_hours int, p_now timestamptz, p_news_since timestamptz,
    OUT hours json, OUT hour_count int, OUT difference_uwh bigint,
    OUT alerts_raised int, OUT alerts_retracted int
) LANGUAGE plpgsql AS $$
DECLARE
    v_before hourly_consumption[];
BEGIN
    v_before := ARRAY(
        SELECT h FROM (SELECT DISTINCT channel_key, hour FROM unnest(p_changes)) AS t
        JOIN hourly_consumption h USING (channel_key, hour));
    PERFORM add_to_hours(p_changes, p_now, p_news_since);
    WITH touched AS (
        SELECT DISTINCT channel_key, hour FROM unnest(p_changes)
    ), pair AS (
        SELECT t.channel_key, t.hour,
               CASE WHEN b.reading_count > 0 OR b.covered_s > 0 THEN b.energy_uwh END AS before,
               CASE WHEN a.reading_count > 0 OR a.covered_s > 0 THEN a.energy_uwh END AS after,
               coalesce(b.over_limit, false) AS was_over, a.over_limit AS is_over
        FROM touched t JOIN hourly_consumption a USING (channel_key, hour)
        LEFT JOIN unnest(v_before) AS b USING (channel_key, hour)
    ), changed AS (
        SELECT * FROM pair WHERE (before, was_over) IS DISTINCT FROM (after, is_over)
    )
    SELECT count(*), coalesce(sum(coalesce(after, 0) - coalesce(before, 0)), 0),
           count(*) FILTER (WHERE is_over AND NOT was_over),
           count(*) FILTER (WHERE was_over AND NOT is_over),
           (SELECT json_agg(json_build_object(
                       'hour', hour, 'before_uwh', before, 'after_uwh', after,
                       'limit_uwh', limit_of_hour(channel_key, hour),
                       'was_over', was_over, 'is_over', is_over) ORDER BY hour)
            FROM (SELECT * FROM changed ORDER BY hour LIMIT p_most_hours) AS first)
    INTO hour_count, difference_uwh, alerts_raised, alerts_retracted, hours
    FROM changed;
END $$;

-- Make a correction, or with p_preview only report its effect: then everything is rolled
-- back before this returns. problem: why nothing was done. Holds the ingest lock exclusively, like
-- changes of devices.
CREATE OR REPLACE FUNCTION make_correction(
    p_channel_id uuid, p_action text, p_of_registers boolean, p_starts_at timestamptz,
    p_ends_at timestamptz, p_value_uwh bigint, p_next_value_uwh bigint, p_factor numeric,
    p_interval_s int, p_reason text, p_by uuid, p_most int, p_most_hours int,
    p_preview boolean, p_now timestamptz, p_news_since timestamptz,
    OUT problem text, OUT made correction, OUT hours json, OUT hour_count int
) LANGUAGE plpgsql AS $$
DECLARE
    v_channel_key int;
    v_calculated boolean;
    v_readings reading[];
    v_new_readings reading[];
    v_registers register_reading[];
    v_new_registers register_reading[];
    v_absurd boolean;
    v_report record;
BEGIN
    PERFORM pg_advisory_xact_lock(ingest_lock_key());
    SELECT channel_key, calculated INTO v_channel_key, v_calculated
    FROM channel WHERE channel_id = p_channel_id;
    IF v_channel_key IS NULL OR v_calculated THEN
        problem := CASE WHEN v_calculated THEN 'calculated' ELSE 'device_not_found' END;
        RETURN;
    END IF;
    IF p_of_registers THEN
        v_registers := ARRAY(
            SELECT r FROM register_reading r
            WHERE channel_key = v_channel_key AND measured_at >= p_starts_at
              AND measured_at < p_ends_at AND (p_action IN ('set', 'swap') OR NOT removed)
            ORDER BY measured_at LIMIT p_most + 1);
    ELSE
        v_readings := ARRAY(
            SELECT r FROM reading r
            WHERE channel_key = v_channel_key AND measured_at >= p_starts_at
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
        INSERT INTO correction (channel_key, action, of_registers, starts_at, ends_at, value_uwh,
                                next_value_uwh, factor, interval_s, reason, made_by, made_at)
        VALUES (v_channel_key, p_action, p_of_registers, p_starts_at, p_ends_at, p_value_uwh,
                p_next_value_uwh, p_factor, p_interval_s, p_reason, p_by, p_now)
        RETURNING * INTO made;
        IF p_of_registers THEN
            v_new_registers := corrected_registers(made, v_registers);
        ELSE
            v_new_readings := corrected_readings(made, v_readings);
        END IF;
        SELECT coalesce(max(energy_uwh) > max_reading_uwh(), false) INTO v_absurd
        FROM unnest(v_new_readings);
        IF v_absurd OR (SELECT max(register_uwh) > max_register_uwh()
                        FROM unnest(v_new_registers)) THEN
            problem := 'absurd';
            RAISE SQLSTATE 'KW001';
        END IF;
        v_report := add_to_hours_with_report(
            CASE WHEN p_of_registers
                 THEN correct_registers(v_registers, v_new_registers, made.correction_id, p_now)
                 ELSE correct_readings(v_readings, v_new_readings, made.correction_id, p_now)
            END, p_most_hours, p_now, p_news_since);
        UPDATE correction c
        SET reading_count = (SELECT count(*) FROM correction_item i
                             WHERE i.correction_id = c.correction_id),
            difference_uwh = v_report.difference_uwh, alerts_raised = v_report.alerts_raised,
            alerts_retracted = v_report.alerts_retracted
        WHERE c.correction_id = made.correction_id RETURNING c.* INTO made;
        hours := v_report.hours;
        hour_count := v_report.hour_count;
        IF p_preview THEN
            RAISE SQLSTATE 'KW001';
        END IF;
    EXCEPTION WHEN SQLSTATE 'KW001' THEN
        NULL; -- The changes are rolled back; the results stay in the variables.
    END;
END $$;
