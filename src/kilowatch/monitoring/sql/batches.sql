-- Store a batch: readings and registers of known devices; pending ones, whose device isn't known
-- or whose time has not come; and what was rejected. One call is one transaction and one round
-- trip, so a client that freezes holds no lock. Locks are taken in one order: devices (registers
-- only), readings, hours, clocks, senders of rejections. Events that the batch causes carry the
-- correlation id and, where traces are exported, its span (NULL: as the transaction was told).
CREATE OR REPLACE FUNCTION store_correlated_batch(
    p_intervals interval_entry[], p_registers register_entry[], p_pending pending_entry[],
    p_rejections rejection_entry[], p_dispatched_at timestamptz, p_now timestamptz,
    p_news_since timestamptz, p_correlation_id text, p_traceparent text,
    OUT stored int, OUT corrected int, OUT alerts int
) LANGUAGE plpgsql AS $$
DECLARE
    v_registers record;
    v_changes hour_change[];
    v_rejections rejection_entry[];
BEGIN
    PERFORM pg_advisory_xact_lock_shared(ingest_lock_key());
    -- The defaults of columns of `outbox`, until the end of this transaction.
    IF p_correlation_id IS NOT NULL THEN
        PERFORM set_config('kilowatch.correlation_id', p_correlation_id, true);
    END IF;
    IF p_traceparent IS NOT NULL THEN
        PERFORM set_config('kilowatch.traceparent', p_traceparent, true);
    END IF;
    IF cardinality(p_registers) > 0 THEN
        v_registers := store_register_entries(p_registers, p_dispatched_at, p_now);
    ELSE
        SELECT 0 AS stored, 0 AS corrected, NULL::hour_change[] AS changes INTO v_registers;
    END IF;
    SELECT r.stored + v_registers.stored, r.corrected + v_registers.corrected, r.changes
    INTO stored, corrected, v_changes
    FROM store_intervals(p_intervals, p_dispatched_at, p_now) AS r;
    alerts := add_to_hours(v_changes || v_registers.changes, p_now, p_news_since);

    IF cardinality(p_pending) > 0 THEN
        PERFORM keep_pending(p_pending, p_now);
        PERFORM record_fast_clocks(p_pending, p_dispatched_at);
    END IF;
    IF EXISTS (SELECT 1 FROM device_clock) THEN
        PERFORM clear_fast_clocks(p_intervals, p_registers);
    END IF;

    v_rejections := p_rejections || rejections_of_deleted(p_intervals, p_registers);
    IF cardinality(v_rejections) > 0 THEN
        PERFORM sample_rejections(v_rejections, 'stream', p_now);
    END IF;
END $$;

-- Readings of channels that take none, as rejections; NULL if there are none.
CREATE OR REPLACE FUNCTION rejections_of_deleted(
    p_intervals interval_entry[], p_registers register_entry[]
) RETURNS rejection_entry[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(ROW(
        e.source, e.source_index, d.device_id::text, r.reason, r.detail,
        reading_as_sent(d.device_id, d.code, CASE WHEN d.code = 'import' THEN 'kWh' END,
                        e.measured_at, e.energy_uwh, e.register_uwh, e.interval_s))::rejection_entry)
    FROM (SELECT channel_key, measured_at, energy_uwh, NULL::bigint AS register_uwh, interval_s,
                 source, source_index
          FROM unnest(p_intervals)
          UNION ALL
          SELECT channel_key, measured_at, NULL, register_uwh, NULL, source, source_index
          FROM unnest(p_registers)) AS e
    JOIN channel d USING (channel_key), LATERAL reason_not_taken(d.channel_key) AS r
    WHERE NOT d.takes_readings
$$;
