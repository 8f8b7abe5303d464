-- A whole batch: readings of known devices, readings of unknown ones, and what was refused.
CREATE FUNCTION take_batch(
    p_device_key int[], p_measured_at timestamptz[], p_energy_uwh bigint[], p_interval_s int[],
    p_source bigint[], p_source_index int[],
    p_unknown_device uuid[], p_unknown_measured_at timestamptz[], p_unknown_energy_uwh bigint[],
    p_unknown_interval_s int[], p_unknown_source bigint[], p_unknown_source_index int[],
    p_rejected_source bigint[], p_rejected_source_index int[], p_rejected_sender text[],
    p_rejected_reason text[], p_rejected_detail text[], p_rejected_body text[],
    p_now timestamptz, p_news_since timestamptz,
    OUT stored int, OUT corrected int, OUT alerts int
) LANGUAGE plpgsql AS $$
BEGIN
    SELECT i.stored, i.corrected, i.alerts INTO stored, corrected, alerts
    FROM ingest(p_device_key, p_measured_at, p_energy_uwh, p_interval_s, p_source,
                p_source_index, p_now, p_news_since) AS i;

    IF cardinality(p_unknown_device) > 0 THEN
        INSERT INTO set_aside_reading (device_id, measured_at, energy_uwh, interval_s, source,
                                       source_index, set_aside_at)
        SELECT u.*, p_now
        FROM unnest(p_unknown_device, p_unknown_measured_at, p_unknown_energy_uwh,
                    p_unknown_interval_s, p_unknown_source, p_unknown_source_index) AS u
        ORDER BY 5, 6
        ON CONFLICT DO NOTHING;
    END IF;

    INSERT INTO rejected_reading (source, source_index, sender, reason, detail, body, rejected_at)
    SELECT r.*, p_now
    FROM unnest(p_rejected_source, p_rejected_source_index, p_rejected_sender,
                p_rejected_reason, p_rejected_detail, p_rejected_body) AS r
    UNION ALL
    SELECT b.source, b.source_index, d.device_id::text, 'device_deleted',
           'The device was deleted; its readings are no longer taken.',
           json_build_object('device_id', d.device_id, 'measured_at', b.measured_at,
                             'energy_uwh', b.energy_uwh, 'interval_s', b.interval_s)::text,
           p_now
    FROM unnest(p_device_key, p_measured_at, p_energy_uwh, p_interval_s, p_source,
                p_source_index)
         AS b(device_key, measured_at, energy_uwh, interval_s, source, source_index)
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
    v_taken int;
    v_batch record;
BEGIN
    WITH due AS (
        SELECT s.source, s.source_index
        FROM set_aside_reading s JOIN device d USING (device_id)
        ORDER BY s.source, s.source_index LIMIT p_most
        FOR UPDATE OF s SKIP LOCKED
    ), taken AS (
        DELETE FROM set_aside_reading s USING due
        WHERE s.source = due.source AND s.source_index = due.source_index
        RETURNING s.*
    )
    SELECT count(*) AS taken, array_agg(d.device_key) AS device_key,
           array_agg(t.measured_at) AS measured_at, array_agg(t.energy_uwh) AS energy_uwh,
           array_agg(t.interval_s) AS interval_s, array_agg(t.source) AS source,
           array_agg(t.source_index) AS source_index
    INTO v_batch
    FROM taken t JOIN device d USING (device_id);
    v_taken := v_batch.taken;
    IF v_taken > 0 THEN
        PERFORM take_batch(v_batch.device_key, v_batch.measured_at, v_batch.energy_uwh,
                           v_batch.interval_s, v_batch.source, v_batch.source_index,
                           '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
                           p_now, p_news_since);
    END IF;
    RETURN v_taken;
END $$
