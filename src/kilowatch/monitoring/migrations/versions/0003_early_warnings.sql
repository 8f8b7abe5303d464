-- Look at the hours that have begun, are news, and whose owner wants to be warned; where the
-- verdict is another than before, write the warning and its event. An hour that was imported
-- warns nobody anew. Whoever comes second leaves it to the first. It runs beside the batches and
-- costs them nothing.
CREATE OR REPLACE FUNCTION judge_early_warnings(p_now timestamptz, p_news_since timestamptz)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_changed int;
BEGIN
    IF NOT pg_try_advisory_xact_lock(early_warning_lock_key()) THEN
        RETURN 0;
    END IF;
    WITH near AS (
        SELECT h.device_key, h.hour, h.energy_uwh, h.over_limit, c.share_percent, c.owner_id,
               limit_of_hour(h.device_key, h.hour) AS limit_uwh
        FROM early_warning_choice c JOIN device d USING (device_key)
        JOIN hourly_consumption h USING (device_key)
        WHERE h.hour >= p_news_since AND h.hour <= p_now AND NOT d.deleted
          AND owner_of_hour(h.device_key, h.hour) = c.owner_id
    ), verdict AS (
        SELECT near.*,
               CASE WHEN near.over_limit OR near.energy_uwh > near.limit_uwh THEN 'superseded'
                    WHEN near.energy_uwh::numeric * 100
                         > near.limit_uwh::numeric * near.share_percent
                    THEN 'raised' ELSE 'retracted' END AS state,
               old.state AS old_state
        FROM near LEFT JOIN early_warning old USING (device_key, hour)
    ), told AS (
        INSERT INTO early_warning AS w (device_key, hour, state, version, energy_uwh, limit_uwh,
                                        share_percent, owner_id, first_raised_at, changed_at)
        SELECT device_key, hour, state, 1, energy_uwh, limit_uwh, share_percent, owner_id,
               p_now, p_now
        FROM verdict
        WHERE (old_state IS NULL AND state = 'raised' AND NOT was_imported(device_key, hour))
           OR old_state <> state
        ON CONFLICT (device_key, hour) DO UPDATE SET
            state = excluded.state, version = w.version + 1, energy_uwh = excluded.energy_uwh,
            limit_uwh = excluded.limit_uwh, share_percent = excluded.share_percent,
            owner_id = excluded.owner_id, changed_at = excluded.changed_at
        RETURNING *
    ), event AS (
        SELECT gen_random_uuid() AS event_id, t.*, d.device_id, d.name, d.time_zone
        FROM told t JOIN device d USING (device_key)
        WHERE t.state <> 'superseded'
    )
    INSERT INTO outbox (event_id, routing_key, body)
    SELECT event_id, 'monitoring.early_warning_' || state || '.v1',
           json_build_object(
               'event_id', event_id,
               'occurred_at', p_now,
               'device_id', device_id,
               'device_name', name,
               'owner_id', owner_id,
               'hour', hour,
               'time_zone', time_zone,
               'energy_uwh', energy_uwh,
               'limit_uwh', limit_uwh,
               'share_percent', share_percent,
               'version', version,
               'live', NOT in_maintenance(device_key, p_now))::text
    FROM event ORDER BY device_key, hour;
    GET DIAGNOSTICS v_changed = ROW_COUNT;
    RETURN v_changed;
END $$
