-- Store pending readings. Of those rejected before, only discarded ones are not kept: a replayed
-- reading may be pending for its device.
CREATE OR REPLACE FUNCTION keep_pending(p_pending pending_entry[], p_now timestamptz)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO pending_reading (device_id, measured_at, energy_uwh, register_uwh, interval_s,
                                 source, source_index, channel_id, code, unit, pending_since)
    SELECT p.*, p_now
    FROM unnest(p_pending) AS p
    WHERE NOT EXISTS (SELECT 1 FROM rejected_reading r
                      WHERE r.source = p.source AND r.source_index = p.source_index
                        AND r.state = 'discarded')
    ORDER BY p.source, p.source_index
    ON CONFLICT DO NOTHING
$$;

-- Store pending readings whose device is known by now and whose time has come; returns them.
CREATE OR REPLACE FUNCTION store_pending(p_most int, p_now timestamptz, p_news_since timestamptz)
RETURNS SETOF pending_reading LANGUAGE plpgsql AS $$
DECLARE
    v_rows pending_reading[];
    v_wrong rejection_entry[];
BEGIN
    WITH due AS (
        SELECT s.source, s.source_index
        FROM pending_reading s JOIN channel d USING (channel_id)
        WHERE s.measured_at <= p_now
        ORDER BY s.measured_at, s.source, s.source_index LIMIT p_most
        FOR UPDATE OF s SKIP LOCKED
    ), taken AS (
        DELETE FROM pending_reading s USING due
        WHERE s.source = due.source AND s.source_index = due.source_index
        RETURNING s
    )
    SELECT array_agg(s) INTO v_rows FROM taken;
    IF v_rows IS NULL THEN
        RETURN;
    END IF;
    -- A reading in kWh is none of a channel that is measured in something else.
    v_wrong := ARRAY(
        SELECT ROW(s.source, s.source_index, s.device_id::text, 'wrong_unit',
                   format('The channel %s is measured in %s, not in %s.', s.code, d.unit, s.unit),
                   reading_as_sent(s.device_id, s.code, s.unit, s.measured_at, s.energy_uwh,
                                   s.register_uwh, s.interval_s))::rejection_entry
        FROM unnest(v_rows) AS s JOIN channel d USING (channel_id)
        WHERE s.unit <> d.unit);
    v_rows := ARRAY(SELECT s FROM unnest(v_rows) AS s JOIN channel d USING (channel_id)
                    WHERE s.unit IS NULL OR s.unit = d.unit);
    PERFORM store_correlated_batch(
        ARRAY(SELECT ROW(d.channel_key, s.measured_at, s.energy_uwh, s.interval_s, s.source,
                         s.source_index)::interval_entry
              FROM unnest(v_rows) AS s JOIN channel d USING (channel_id)
              WHERE s.register_uwh IS NULL),
        ARRAY(SELECT ROW(d.channel_key, s.measured_at, s.register_uwh, s.source,
                         s.source_index)::register_entry
              FROM unnest(v_rows) AS s JOIN channel d USING (channel_id)
              WHERE s.register_uwh IS NOT NULL),
        '{}', v_wrong, p_now, p_now, p_news_since, NULL, NULL);
    RETURN QUERY SELECT * FROM unnest(v_rows);
END $$;
