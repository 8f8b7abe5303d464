-- A whole batch: readings and registers of known devices, both of unknown ones, and what was
-- refused. One call is one transaction and one round trip, so a client that freezes holds no
-- lock. Locks are taken in one order: devices (registers only), readings, hours.
--
-- Of what was refused before only the discarded is not set aside: a replayed reading may wait
-- for its device.
CREATE FUNCTION take_readings(
    p_device_key int[], p_measured_at timestamptz[], p_energy_uwh bigint[], p_interval_s int[],
    p_source bigint[], p_source_index int[],
    p_register_key int[], p_register_at timestamptz[], p_register_uwh bigint[],
    p_register_source bigint[], p_register_source_index int[],
    p_unknown_device uuid[], p_unknown_measured_at timestamptz[], p_unknown_energy_uwh bigint[],
    p_unknown_register_uwh bigint[], p_unknown_interval_s int[], p_unknown_source bigint[],
    p_unknown_source_index int[],
    p_rejected_source bigint[], p_rejected_source_index int[], p_rejected_sender text[],
    p_rejected_reason text[], p_rejected_detail text[], p_rejected_body text[],
    p_dealt_at timestamptz, p_now timestamptz, p_news_since timestamptz,
    OUT stored int, OUT corrected int, OUT alerts int
) LANGUAGE plpgsql AS $$
DECLARE
    v_registers record;
    v_changes hour_change[];
BEGIN
    PERFORM pg_advisory_xact_lock_shared(ingest_lock_key());
    IF cardinality(p_register_key) > 0 THEN
        v_registers := store_registers(p_register_key, p_register_at, p_register_uwh,
                                       p_register_source, p_register_source_index, p_dealt_at,
                                       p_now);
    ELSE
        SELECT 0 AS stored, 0 AS corrected, NULL::hour_change[] AS changes INTO v_registers;
    END IF;
    SELECT r.stored + v_registers.stored, r.corrected + v_registers.corrected, r.changes
    INTO stored, corrected, v_changes
    FROM store_readings(p_device_key, p_measured_at, p_energy_uwh, p_interval_s, p_source,
                        p_source_index, p_dealt_at, p_now) AS r;
    alerts := add_to_hours(v_changes || v_registers.changes, p_now, p_news_since);

    IF cardinality(p_unknown_device) > 0 THEN
        INSERT INTO set_aside_reading (device_id, measured_at, energy_uwh, register_uwh,
                                       interval_s, source, source_index, set_aside_at)
        SELECT u.*, p_now
        FROM unnest(p_unknown_device, p_unknown_measured_at, p_unknown_energy_uwh,
                    p_unknown_register_uwh, p_unknown_interval_s, p_unknown_source,
                    p_unknown_source_index)
             AS u(device_id, measured_at, energy_uwh, register_uwh, interval_s, source,
                  source_index)
        WHERE NOT EXISTS (SELECT 1 FROM rejected_reading j
                          WHERE j.source = u.source AND j.source_index = u.source_index
                            AND j.state = 'discarded')
        ORDER BY u.source, u.source_index
        ON CONFLICT DO NOTHING;
    END IF;

    INSERT INTO rejected_reading (source, source_index, sender, reason, detail, body, rejected_at)
    SELECT r.*, p_now
    FROM unnest(p_rejected_source, p_rejected_source_index, p_rejected_sender,
                p_rejected_reason, p_rejected_detail, p_rejected_body) AS r
    UNION ALL
    SELECT b.source, b.source_index, d.device_id::text, 'device_deleted',
           'The device was deleted; its readings are no longer taken.',
           reading_as_sent(d.device_id, b.measured_at, b.energy_uwh, b.register_uwh,
                           b.interval_s),
           p_now
    FROM (SELECT device_key, measured_at, energy_uwh, NULL::bigint AS register_uwh, interval_s,
                 source, source_index
          FROM unnest(p_device_key, p_measured_at, p_energy_uwh, p_interval_s, p_source,
                      p_source_index)
               AS i(device_key, measured_at, energy_uwh, interval_s, source, source_index)
          UNION ALL
          SELECT device_key, measured_at, NULL, register_uwh, NULL, source, source_index
          FROM unnest(p_register_key, p_register_at, p_register_uwh, p_register_source,
                      p_register_source_index)
               AS g(device_key, measured_at, register_uwh, source, source_index)) AS b
    JOIN device d USING (device_key)
    WHERE d.deleted
    ORDER BY 1, 2
    ON CONFLICT DO NOTHING;
END $$
--;
-- Readings that were set aside and whose device is known by now.
CREATE FUNCTION take_in_set_aside(
    p_most int, p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_rows set_aside_reading[];
    r record;
    g record;
BEGIN
    WITH due AS (
        SELECT s.source, s.source_index
        FROM set_aside_reading s JOIN device d USING (device_id)
        ORDER BY s.source, s.source_index LIMIT p_most
        FOR UPDATE OF s SKIP LOCKED
    ), taken AS (
        DELETE FROM set_aside_reading s USING due
        WHERE s.source = due.source AND s.source_index = due.source_index
        RETURNING s
    )
    SELECT array_agg(s) INTO v_rows FROM taken;
    IF v_rows IS NULL THEN
        RETURN 0;
    END IF;
    SELECT array_agg(d.device_key) AS device_key, array_agg(s.measured_at) AS measured_at,
           array_agg(s.energy_uwh) AS energy_uwh, array_agg(s.interval_s) AS interval_s,
           array_agg(s.source) AS source, array_agg(s.source_index) AS source_index
    INTO r FROM unnest(v_rows) AS s JOIN device d USING (device_id)
    WHERE s.register_uwh IS NULL;
    SELECT array_agg(d.device_key) AS device_key, array_agg(s.measured_at) AS measured_at,
           array_agg(s.register_uwh) AS register_uwh,
           array_agg(s.source) AS source, array_agg(s.source_index) AS source_index
    INTO g FROM unnest(v_rows) AS s JOIN device d USING (device_id)
    WHERE s.register_uwh IS NOT NULL;
    PERFORM take_readings(
        coalesce(r.device_key, '{}'), coalesce(r.measured_at, '{}'),
        coalesce(r.energy_uwh, '{}'), coalesce(r.interval_s, '{}'),
        coalesce(r.source, '{}'), coalesce(r.source_index, '{}'),
        coalesce(g.device_key, '{}'), coalesce(g.measured_at, '{}'),
        coalesce(g.register_uwh, '{}'), coalesce(g.source, '{}'),
        coalesce(g.source_index, '{}'),
        '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
        p_now, p_now, p_news_since);
    RETURN cardinality(v_rows);
END $$
