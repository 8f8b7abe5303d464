-- A reading as a meter would have sent it, for display and replay. Energy in kWh is an exact
-- decimal of nine places.
CREATE OR REPLACE FUNCTION reading_as_sent(
    p_device_id uuid, p_code text, p_unit text, p_measured_at timestamptz, p_energy_uwh bigint,
    p_register_uwh bigint, p_interval_s int
) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT json_strip_nulls(json_build_object(
        'device_id', p_device_id, 'measured_at', p_measured_at,
        'channel', nullif(p_code, 'import'),
        'energy_kwh', CASE WHEN p_unit = 'kWh' THEN trim_scale(p_energy_uwh * kwh_per_uwh()) END,
        'register_kwh',
        CASE WHEN p_unit = 'kWh' THEN trim_scale(p_register_uwh * kwh_per_uwh()) END,
        'value', CASE WHEN p_unit IS NULL THEN trim_scale(p_energy_uwh * kwh_per_uwh()) END,
        'register', CASE WHEN p_unit IS NULL THEN trim_scale(p_register_uwh * kwh_per_uwh()) END,
        'interval_s', p_interval_s))::text
$$;

-- Why a channel takes no readings; no row: it does.
CREATE OR REPLACE FUNCTION reason_not_taken(p_channel_key int)
RETURNS TABLE (reason text, detail text) LANGUAGE sql STABLE AS $$
    SELECT c.reason, c.detail FROM channel d JOIN channel whole ON whole.channel_id = d.device_id,
    LATERAL (VALUES
        (whole.deleted, 'device_deleted',
         'The device was deleted; its readings are no longer accepted.'),
        (d.deleted AND NOT whole.deleted, 'channel_removed',
         'The channel was removed; its readings are no longer accepted.'),
        (d.calculated AND NOT d.deleted AND NOT whole.deleted, 'channel_calculated',
         'The channel is calculated from others; it has no readings of its own.')
    ) AS c(applies, reason, detail)
    WHERE d.channel_key = p_channel_key AND c.applies
$$;

-- Record the result of a replay: a known device stored its reading, a deleted one rejected
-- it, for an unknown one it is pending.
CREATE OR REPLACE FUNCTION record_replays(
    p_source bigint[], p_source_index int[], p_channel_id uuid[], p_by uuid, p_now timestamptz
) RETURNS TABLE (state text) LANGUAGE sql AS $$
    UPDATE rejected_reading r
    SET state = CASE WHEN NOT d.takes_readings THEN 'rejected_again'
                     WHEN d.channel_key IS NULL THEN 'pending' ELSE 'replayed' END,
        reason = coalesce(w.reason, r.reason), detail = coalesce(w.detail, r.detail),
        replay_count = r.replay_count + 1, settled_by = p_by, settled_at = p_now
    FROM unnest(p_source, p_source_index, p_channel_id) AS n(source, source_index, channel_id)
    LEFT JOIN channel d USING (channel_id)
    LEFT JOIN LATERAL reason_not_taken(d.channel_key) AS w ON true
    WHERE r.source = n.source AND r.source_index = n.source_index
    RETURNING r.state
$$;

-- Readings of a device that is not registered: kept among the rejections, as discarded.
CREATE OR REPLACE FUNCTION discard_pending(p_device_id uuid, p_by uuid, p_now timestamptz)
RETURNS bigint LANGUAGE sql AS $$
    WITH taken AS (
        DELETE FROM pending_reading s WHERE s.device_id = p_device_id RETURNING s.*
    ), kept AS (
        INSERT INTO rejected_reading AS r (source, source_index, sender, reason, detail, body,
                                           rejected_at, state, settled_by, settled_at)
        SELECT source, source_index, device_id::text, 'device_unknown',
               'No such device was registered.',
               reading_as_sent(device_id, code, unit, measured_at, energy_uwh, register_uwh,
                               interval_s),
               p_now, 'discarded', p_by, p_now
        FROM taken
        ON CONFLICT (source, source_index) DO UPDATE SET
            state = 'discarded', settled_by = excluded.settled_by,
            settled_at = excluded.settled_at
        RETURNING 1
    )
    SELECT count(*) FROM kept
$$;

-- The class of 64 advisory locks for senders whose rejections are recorded.
CREATE OR REPLACE FUNCTION rejection_lock_class() RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT 7711 $$;

-- Record rejections: each once, however often its message is delivered. Of a sender and hour the
-- first are kept, as many as the policy says, and the others counted by their reason.
--
-- Senders are locked (in 64 groups, in one order) before anything is looked up, so that of two
-- replicas with the same message or sender the second sees what the first has done.
CREATE OR REPLACE FUNCTION sample_rejections(
    p_rejections rejection_entry[], p_origin text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_most int;
    v_hour timestamptz := date_trunc('hour', p_now, 'UTC');
BEGIN
    PERFORM pg_advisory_xact_lock(rejection_lock_class(), bucket)
    FROM (SELECT DISTINCT hashtext(coalesce(sender, '')) & 63 AS bucket
          FROM unnest(p_rejections) ORDER BY 1) AS locked;
    SELECT kept_per_hour INTO v_most FROM rejection_policy;
    WITH claim AS MATERIALIZED (
        SELECT DISTINCT ON (source, source_index) *
        FROM unnest(p_rejections)
        ORDER BY source, source_index
    ), fresh AS MATERIALIZED (
        SELECT c.*, coalesce(c.sender, '') AS sender_key FROM claim c
        WHERE NOT EXISTS (SELECT 1 FROM rejected_reading r
                          WHERE r.source = c.source AND r.source_index = c.source_index)
          AND NOT EXISTS (SELECT 1 FROM counted_rejection k
                          WHERE k.source = c.source AND k.indexes @> c.source_index)
    ), kept_before AS MATERIALIZED (
        SELECT sender_key,
               (SELECT count(*) FROM rejected_reading r
                WHERE coalesce(r.sender, '') = sender_key AND r.rejected_at >= v_hour
                  AND r.rejected_at < v_hour + interval '1 hour') AS kept
        FROM fresh GROUP BY sender_key
    ), placed AS MATERIALIZED (
        SELECT f.*, b.kept + row_number() OVER (
                   PARTITION BY f.sender_key ORDER BY f.source, f.source_index) AS place
        FROM fresh f JOIN kept_before b USING (sender_key)
    ), sampled AS (
        INSERT INTO rejected_reading (source, source_index, sender, reason, detail, body,
                                      rejected_at, origin)
        SELECT source, source_index, sender, reason, detail, body, p_now, p_origin
        FROM placed WHERE place <= v_most
        ORDER BY source, source_index
        ON CONFLICT DO NOTHING
    ), remembered AS (
        INSERT INTO counted_rejection AS k (source, indexes, counted_at)
        SELECT source, range_agg(int4range(source_index, source_index + 1)), p_now
        FROM placed WHERE place > v_most GROUP BY source ORDER BY source
        ON CONFLICT (source) DO UPDATE SET
            indexes = k.indexes + excluded.indexes, counted_at = excluded.counted_at
    )
    INSERT INTO rejection_count AS t (sender, hour, reason, total)
    SELECT sender_key, v_hour, reason, count(*)
    FROM placed WHERE place > v_most GROUP BY sender_key, reason ORDER BY sender_key, reason
    ON CONFLICT (sender, hour, reason) DO UPDATE SET total = t.total + excluded.total;
END $$;

-- Record what the HTTP intake rejected of a sender (NULL: unknown) for a reason: the first is kept,
-- unless there are enough of that sender and hour, and the others are counted. The caller sees to
-- it that it is done once. Its sources are above those of every stream.
CREATE OR REPLACE FUNCTION record_intake_rejections(
    p_sender text, p_reason text, p_detail text, p_body text, p_count bigint, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM sample_rejections(
        ARRAY[ROW(correction_floor() + nextval('intake_rejection'), 0, p_sender, p_reason,
                  p_detail, p_body)::rejection_entry], 'http', p_now);
    IF p_count > 1 THEN
        INSERT INTO rejection_count AS t (sender, hour, reason, total)
        VALUES (coalesce(p_sender, ''), date_trunc('hour', p_now, 'UTC'), p_reason, p_count - 1)
        ON CONFLICT (sender, hour, reason) DO UPDATE SET total = t.total + excluded.total;
    END IF;
END $$;
