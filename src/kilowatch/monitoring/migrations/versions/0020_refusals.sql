-- open           nobody has looked at it
-- refused_again  replayed, and still refused; reason and detail are those of the last time
-- replayed       stored after all
-- set_aside      replayed; now it waits for its device to be registered
-- discarded      an administrator decided that it is worth nothing; kept to be seen
ALTER TABLE rejected_reading
    ADD COLUMN state text NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'refused_again', 'replayed', 'set_aside', 'discarded')),
    ADD COLUMN replay_count int NOT NULL DEFAULT 0,
    ADD COLUMN settled_by uuid,
    ADD COLUMN settled_at timestamptz
--;
CREATE INDEX rejected_reading_unsettled ON rejected_reading (rejected_at DESC)
WHERE state IN ('open', 'refused_again')
--;
-- What an administrator asks for; NULL: all. p_open: only what is not settled yet.
CREATE FUNCTION rejections_like(
    p_reason text, p_sender text, p_state text, p_from timestamptz, p_to timestamptz,
    p_open boolean
) RETURNS SETOF rejected_reading LANGUAGE sql STABLE AS $$
    SELECT * FROM rejected_reading
    WHERE (p_reason IS NULL OR reason = p_reason)
      AND (p_sender IS NULL OR sender = p_sender)
      AND (p_state IS NULL OR state = p_state)
      AND (p_from IS NULL OR rejected_at >= p_from)
      AND (p_to IS NULL OR rejected_at < p_to)
      AND (NOT p_open OR state IN ('open', 'refused_again'))
$$
--;
-- Note what came of replaying these: a device known by now took its reading, a deleted one
-- refused it, for an unknown one it was set aside.
CREATE FUNCTION note_replayed(
    p_source bigint[], p_source_index int[], p_device_id uuid[], p_by uuid, p_now timestamptz
) RETURNS TABLE (state text) LANGUAGE sql AS $$
    UPDATE rejected_reading r
    SET state = CASE WHEN d.deleted THEN 'refused_again'
                     WHEN d.device_key IS NULL THEN 'set_aside' ELSE 'replayed' END,
        reason = CASE WHEN d.deleted THEN 'device_deleted' ELSE r.reason END,
        detail = CASE WHEN d.deleted
                      THEN 'The device was deleted; its readings are no longer taken.'
                      ELSE r.detail END,
        replay_count = r.replay_count + 1, settled_by = p_by, settled_at = p_now
    FROM unnest(p_source, p_source_index, p_device_id) AS n(source, source_index, device_id)
    LEFT JOIN device d USING (device_id)
    WHERE r.source = n.source AND r.source_index = n.source_index
    RETURNING r.state
$$
--;
-- Readings that wait for a device nobody will register: kept among the refused, as discarded.
CREATE FUNCTION discard_set_aside(p_device_id uuid, p_by uuid, p_now timestamptz)
RETURNS bigint LANGUAGE sql AS $$
    WITH taken AS (
        DELETE FROM set_aside_reading s WHERE s.device_id = p_device_id RETURNING s.*
    ), kept AS (
        INSERT INTO rejected_reading AS r (source, source_index, sender, reason, detail, body,
                                           rejected_at, state, settled_by, settled_at)
        SELECT source, source_index, device_id::text, 'device_unknown',
               'No such device was registered.',
               reading_as_sent(device_id, measured_at, energy_uwh, register_uwh, interval_s),
               p_now, 'discarded', p_by, p_now
        FROM taken
        ON CONFLICT (source, source_index) DO UPDATE SET
            state = 'discarded', settled_by = excluded.settled_by,
            settled_at = excluded.settled_at
        RETURNING 1
    )
    SELECT count(*) FROM kept
$$
--;
-- As before, but of what was refused only the discarded is not set aside (a replayed reading
-- may wait for its device).
-- A whole batch: readings and registers of known devices, both of unknown ones, and what was
-- refused. One call is one transaction and one round trip, so a client that freezes holds no
-- lock. Locks are taken in one order: devices (registers only), readings, hours.
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
