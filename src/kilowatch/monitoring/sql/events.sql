-- Events of monitoring, each declared once: contracts/overconsumption.py explains the fields.

-- Put the events of alerts that turned into the outbox; returns how many. `live`: it is news, and
-- the device isn't in maintenance.
CREATE OR REPLACE FUNCTION publish_alerts(
    p_alerts alert[], p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_published int;
BEGIN
    WITH event AS MATERIALIZED (
        SELECT gen_random_uuid() AS event_id, a.*, d.device_id, d.code, d.name, d.time_zone
        FROM unnest(p_alerts) AS a JOIN channel d USING (channel_key)
    )
    INSERT INTO outbox (event_id, routing_key, body)
    SELECT event_id,
           CASE WHEN raised THEN 'monitoring.overconsumption_detected.v1'
                ELSE 'monitoring.overconsumption_retracted.v1' END,
           json_build_object(
               'event_id', event_id,
               'occurred_at', p_now,
               'device_id', device_id,
               'device_name', name,
               'channel', code,
               'owner_id', owner_id,
               'hour', hour,
               'time_zone', time_zone,
               'energy_uwh', energy_uwh,
               'limit_uwh', limit_uwh,
               'version', version,
               'live', hour >= p_news_since AND NOT in_maintenance(channel_key, p_now))::text
    FROM event ORDER BY channel_key, hour;
    GET DIAGNOSTICS v_published = ROW_COUNT;
    RETURN v_published;
END $$;

-- Put the events of early warnings that changed into the outbox; returns how many. One that an
-- alert superseded has none: the alert says more.
CREATE OR REPLACE FUNCTION publish_early_warnings(
    p_warnings early_warning[], p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_published int;
BEGIN
    WITH event AS MATERIALIZED (
        SELECT gen_random_uuid() AS event_id, w.*, d.device_id, d.code, d.name, d.time_zone
        FROM unnest(p_warnings) AS w JOIN channel d USING (channel_key)
        WHERE w.state <> 'superseded'
    )
    INSERT INTO outbox (event_id, routing_key, body)
    SELECT event_id,
           CASE WHEN state = 'raised' THEN 'monitoring.early_warning_raised.v1'
                ELSE 'monitoring.early_warning_retracted.v1' END,
           json_build_object(
               'event_id', event_id,
               'occurred_at', p_now,
               'device_id', device_id,
               'device_name', name,
               'channel', code,
               'owner_id', owner_id,
               'hour', hour,
               'time_zone', time_zone,
               'energy_uwh', energy_uwh,
               'limit_uwh', limit_uwh,
               'share_percent', share_percent,
               'version', version,
               'live', hour >= p_news_since AND NOT in_maintenance(channel_key, p_now))::text
    FROM event ORDER BY channel_key, hour;
    GET DIAGNOSTICS v_published = ROW_COUNT;
    RETURN v_published;
END $$;
