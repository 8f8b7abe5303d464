-- A whole batch: readings and registers of known devices, both of unknown ones, and what was
-- refused. One call is one transaction and one round trip, so a client that freezes holds no
-- lock. Locks are taken in one order: devices (registers only), readings, hours, senders of
-- rejections.
--
-- Of what was refused before only the discarded is not set aside: a replayed reading may wait
-- for its device.
CREATE OR REPLACE FUNCTION take_readings(
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
    v_rejected record;
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

    SELECT array_agg(source) AS source, array_agg(source_index) AS source_index,
           array_agg(sender) AS sender, array_agg(reason) AS reason, array_agg(detail) AS detail,
           array_agg(body) AS body
    INTO v_rejected
    FROM (
        SELECT r.*
        FROM unnest(p_rejected_source, p_rejected_source_index, p_rejected_sender,
                    p_rejected_reason, p_rejected_detail, p_rejected_body)
             AS r(source, source_index, sender, reason, detail, body)
        UNION ALL
        SELECT b.source, b.source_index, d.device_id::text, 'device_deleted',
               'The device was deleted; its readings are no longer taken.',
               reading_as_sent(d.device_id, b.measured_at, b.energy_uwh, b.register_uwh,
                               b.interval_s)
        FROM (SELECT device_key, measured_at, energy_uwh, NULL::bigint AS register_uwh,
                     interval_s, source, source_index
              FROM unnest(p_device_key, p_measured_at, p_energy_uwh, p_interval_s, p_source,
                          p_source_index)
                   AS i(device_key, measured_at, energy_uwh, interval_s, source, source_index)
              UNION ALL
              SELECT device_key, measured_at, NULL, register_uwh, NULL, source, source_index
              FROM unnest(p_register_key, p_register_at, p_register_uwh, p_register_source,
                          p_register_source_index)
                   AS g(device_key, measured_at, register_uwh, source, source_index)) AS b
        JOIN device d USING (device_key)
        WHERE d.deleted) AS rejected;
    IF v_rejected.source IS NOT NULL THEN
        PERFORM note_rejections(v_rejected.source, v_rejected.source_index, v_rejected.sender,
                                v_rejected.reason, v_rejected.detail, v_rejected.body, 'stream',
                                p_now);
    END IF;
END $$
