-- Rows of an import as readings: those that are new, and where it replaces, those that say
-- something else than what stands. What a newer correction says stays. A measured value always
-- replaces one that the utility estimated, never the other way round. replaced: what stands at
-- their moments now.
CREATE OR REPLACE FUNCTION imported_readings(
    p_job import_job, p_channel_key int, p_rows import_row[],
    OUT fresh reading[], OUT replaced reading[], OUT same int
) LANGUAGE sql AS $$
    WITH met AS (
        SELECT w.line, w.measured_at, w.value_uwh, w.interval_s, w.value_estimated, o,
               o.channel_key IS NULL AS is_new,
               (o.energy_uwh, o.interval_s, o.removed)
               IS NOT DISTINCT FROM
               (w.value_uwh, coalesce(w.interval_s, p_job.interval_s), false)
               AND (w.value_estimated OR NOT o.value_estimated) AS is_same,
               CASE WHEN w.value_estimated = o.value_estimated
                    THEN p_job.replaces AND o.source < correction_floor() + p_job.import_id
                    ELSE o.value_estimated END AS may_replace
        FROM unnest(p_rows) AS w
        LEFT JOIN reading o ON o.channel_key = p_channel_key AND o.measured_at = w.measured_at
    )
    SELECT array_agg(ROW(measured_at, value_uwh, correction_floor() + p_job.import_id,
                         p_channel_key, line, coalesce(interval_s, p_job.interval_s),
                         coalesce((o).late, false),
                         NOT is_new AND NOT (o).value_estimated, false,
                         value_estimated)::reading)
               FILTER (WHERE is_new OR may_replace AND NOT is_same),
           array_agg(o) FILTER (WHERE NOT is_new AND may_replace AND NOT is_same),
           count(*) FILTER (WHERE is_same)
    FROM met
$$;

-- The same for registers. A swapped meter is never replaced: a file cannot say it.
CREATE OR REPLACE FUNCTION imported_registers(
    p_job import_job, p_channel_key int, p_rows import_row[],
    OUT fresh register_reading[], OUT replaced register_reading[], OUT same int
) LANGUAGE sql AS $$
    WITH met AS (
        SELECT w.line, w.measured_at, w.value_uwh, w.value_estimated, o,
               o.channel_key IS NULL AS is_new,
               (o.register_uwh, o.removed) IS NOT DISTINCT FROM (w.value_uwh, false)
               AND (w.value_estimated OR NOT o.value_estimated) AS is_same,
               CASE WHEN w.value_estimated = o.value_estimated
                    THEN p_job.replaces AND o.source < correction_floor() + p_job.import_id
                         AND o.goes_on_from_uwh IS NULL
                    ELSE o.value_estimated END AS may_replace
        FROM unnest(p_rows) AS w
        LEFT JOIN register_reading o
               ON o.channel_key = p_channel_key AND o.measured_at = w.measured_at
    )
    SELECT array_agg(ROW(measured_at, value_uwh, correction_floor() + p_job.import_id, NULL,
                         NULL, NULL, p_channel_key, line, 'new', false,
                         coalesce((o).late, false), NOT is_new AND NOT (o).value_estimated, false,
                         value_estimated)::register_reading)
               FILTER (WHERE is_new OR may_replace AND NOT is_same),
           array_agg(o) FILTER (WHERE NOT is_new AND may_replace AND NOT is_same),
           count(*) FILTER (WHERE is_same)
    FROM met
$$;

-- Put the next rows of an import in. The caller holds its row and the ingest lock. Nothing
-- that comes of it is news, however young its hours.
CREATE OR REPLACE FUNCTION import_some(p_job import_job, p_most int, p_now timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_correction correction;
    v_rows import_row[];
    -- A variable for each type: one of the type record would keep the plans of the first.
    v_readings reading[];
    v_old_readings reading[];
    v_registers register_reading[];
    v_old_registers register_reading[];
    v_same int;
    v_new int;
    v_replaced int;
    v_changes hour_change[];
    v_report record;
BEGIN
    SELECT * INTO v_correction FROM correction WHERE correction_id = p_job.import_id;
    v_rows := ARRAY(SELECT w FROM import_row w WHERE import_id = p_job.import_id
                    ORDER BY line LIMIT p_most);
    IF v_correction.of_registers THEN
        SELECT i.fresh, i.replaced, i.same INTO v_registers, v_old_registers, v_same
        FROM imported_registers(p_job, v_correction.channel_key, v_rows) AS i;
        IF v_registers IS NOT NULL THEN
            v_changes := correct_registers(v_old_registers, v_registers, p_job.import_id, p_now);
        END IF;
        SELECT count(*) INTO v_replaced
        FROM unnest(v_old_registers) AS o JOIN unnest(v_registers) AS n USING (measured_at)
        WHERE n.value_estimated OR NOT o.value_estimated;
    ELSE
        SELECT i.fresh, i.replaced, i.same INTO v_readings, v_old_readings, v_same
        FROM imported_readings(p_job, v_correction.channel_key, v_rows) AS i;
        IF v_readings IS NOT NULL THEN
            v_changes := correct_readings(v_old_readings, v_readings, p_job.import_id, p_now);
        END IF;
        SELECT count(*) INTO v_replaced
        FROM unnest(v_old_readings) AS o JOIN unnest(v_readings) AS n USING (measured_at)
        WHERE n.value_estimated OR NOT o.value_estimated;
    END IF;
    v_new := coalesce(cardinality(v_readings), cardinality(v_registers), 0) - v_replaced;
    v_report := add_to_hours_with_report(v_changes, 0, p_now, 'infinity');
    UPDATE correction
    SET reading_count = reading_count + v_new + v_replaced,
        difference_uwh = difference_uwh + v_report.difference_uwh,
        alerts_raised = alerts_raised + v_report.alerts_raised,
        alerts_retracted = alerts_retracted + v_report.alerts_retracted
    WHERE correction_id = p_job.import_id;
    DELETE FROM import_row
    WHERE import_id = p_job.import_id AND line <= v_rows[cardinality(v_rows)].line;
    UPDATE import_job
    SET new_count = new_count + v_new, replaced_count = replaced_count + v_replaced,
        same_count = same_count + v_same,
        kept_count = kept_count + cardinality(v_rows) - v_new - v_replaced - v_same,
        state = CASE WHEN cardinality(v_rows) < p_most THEN 'done' ELSE state END,
        finished_at = CASE WHEN cardinality(v_rows) < p_most THEN p_now END
    WHERE import_id = p_job.import_id;
END $$;

-- One step of the oldest import, or undoing, that no other replica works on: one call, one
-- transaction. NULL: there is nothing to do.
CREATE OR REPLACE FUNCTION import_step(p_most int, p_now timestamptz)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_job import_job;
BEGIN
    SELECT * INTO v_job FROM import_job WHERE state IN ('running', 'undoing')
    ORDER BY import_id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF v_job.import_id IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(ingest_lock_key());
    BEGIN
        IF v_job.state = 'running' THEN
            PERFORM import_some(v_job, p_most, p_now);
        ELSE
            PERFORM undo_some(v_job, p_most, p_now);
        END IF;
    EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
        -- Trying again would fail again, and hold up what waits behind it.
        UPDATE import_job SET state = 'failed', problem = SQLERRM, finished_at = p_now
        WHERE import_id = v_job.import_id;
    END;
    RETURN v_job.import_id;
END $$;
