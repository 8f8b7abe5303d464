-- One versioned row per device and hour that ever passed its limit. What was acknowledged is a
-- version: an alert that is raised again has a newer one, and is unacknowledged by that.
CREATE TABLE alert (
    device_key int NOT NULL REFERENCES device,
    hour timestamptz NOT NULL,
    raised boolean NOT NULL,
    version int NOT NULL,
    energy_uwh bigint NOT NULL,
    limit_uwh bigint,
    owner_id uuid,
    first_raised_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    alert_id uuid NOT NULL DEFAULT gen_random_uuid(),
    acknowledged_version int,
    acknowledged_by uuid,
    acknowledged_at timestamptz,
    PRIMARY KEY (device_key, hour)
)
--;
CREATE INDEX alert_owner ON alert (owner_id, hour DESC)
--;
CREATE INDEX alert_hour ON alert (hour DESC)
--;
CREATE UNIQUE INDEX alert_id ON alert (alert_id)
--;
-- Judge hours whose rows the caller has locked: compare each total with its limit, and where
-- the verdict is another than before, write the alert and its event. Nothing else writes
-- alerts, so there is one raise and one retraction whatever the order of things.
-- p_news_since: hours that began before it are history; nobody is interrupted for them, nor for
-- a device in maintenance. Gives how many verdicts turned.
CREATE FUNCTION judge_hours(
    p_device_key int[], p_hour timestamptz[], p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_changed int;
BEGIN
    WITH verdict AS (
        SELECT h.device_key, h.hour, h.energy_uwh, h.over_limit,
               limit_of_hour(h.device_key, h.hour) AS limit_uwh
        FROM unnest(p_device_key, p_hour) AS k(device_key, hour)
        JOIN hourly_consumption h USING (device_key, hour)
    ), turned AS (
        SELECT device_key, hour, energy_uwh, limit_uwh,
               coalesce(energy_uwh > limit_uwh, false) AS over_limit
        FROM verdict
        WHERE coalesce(energy_uwh > limit_uwh, false) <> over_limit
    ), noted AS (
        UPDATE hourly_consumption h SET over_limit = t.over_limit
        FROM turned t WHERE h.device_key = t.device_key AND h.hour = t.hour
    ), told AS (
        INSERT INTO alert AS a (device_key, hour, raised, version, energy_uwh, limit_uwh,
                                owner_id, first_raised_at, changed_at)
        SELECT device_key, hour, over_limit, 1, energy_uwh, limit_uwh,
               owner_of_hour(device_key, hour), p_now, p_now
        FROM turned
        ON CONFLICT (device_key, hour) DO UPDATE SET
            raised = excluded.raised, version = a.version + 1,
            energy_uwh = excluded.energy_uwh, limit_uwh = excluded.limit_uwh,
            owner_id = excluded.owner_id, changed_at = excluded.changed_at
        RETURNING *
    ), event AS (
        SELECT gen_random_uuid() AS event_id, t.*, d.device_id, d.name, d.time_zone
        FROM told t JOIN device d USING (device_key)
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
               'owner_id', owner_id,
               'hour', hour,
               'time_zone', time_zone,
               'energy_uwh', energy_uwh,
               'limit_uwh', limit_uwh,
               'version', version,
               'live', hour >= p_news_since AND NOT in_maintenance(device_key, p_now))::text
    FROM event ORDER BY device_key, hour;
    GET DIAGNOSTICS v_changed = ROW_COUNT;
    RETURN v_changed;
END $$
--;
-- Judge all hours of a device from this one on, as after a change of its limit.
CREATE FUNCTION judge_from(
    p_device_key int, p_from timestamptz, p_now timestamptz, p_news_since timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_hours timestamptz[];
BEGIN
    SELECT array_agg(hour) INTO v_hours FROM (
        SELECT hour FROM hourly_consumption
        WHERE device_key = p_device_key AND hour >= p_from
        ORDER BY hour FOR UPDATE) AS locked;
    PERFORM judge_hours(array_fill(p_device_key, ARRAY[coalesce(cardinality(v_hours), 0)]),
                        coalesce(v_hours, '{}'), p_now, p_news_since);
END $$
