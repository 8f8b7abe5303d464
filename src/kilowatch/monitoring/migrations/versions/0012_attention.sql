-- The share of its limit at which a device's owner wants to be warned of an hour. It holds for
-- hours of that owner only.
CREATE TABLE early_warning_choice (
    device_key int PRIMARY KEY REFERENCES device,
    owner_id uuid NOT NULL,
    share_percent int NOT NULL CHECK (share_percent BETWEEN 1 AND 99)
)
--;
-- One versioned row per device and hour that came near its limit. superseded: the hour went
-- over the limit, of which the alert tells.
CREATE TABLE early_warning (
    device_key int NOT NULL REFERENCES device,
    hour timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('raised', 'retracted', 'superseded')),
    version int NOT NULL,
    energy_uwh bigint NOT NULL,
    limit_uwh bigint,
    share_percent int NOT NULL,
    owner_id uuid NOT NULL,
    first_raised_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (device_key, hour)
)
--;
CREATE INDEX early_warning_owner ON early_warning (owner_id, hour DESC)
--;
-- While a device is in maintenance nobody is interrupted for it. for_owner_id: whose device it
-- was when that was said; it ends when the device gets another owner.
CREATE TABLE device_maintenance (
    device_key int PRIMARY KEY REFERENCES device,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    reason text NOT NULL,
    set_by uuid NOT NULL,
    for_owner_id uuid
)
--;
CREATE FUNCTION in_maintenance(p_device_key int, p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM device_maintenance
        WHERE device_key = p_device_key AND starts_at <= p_at AND ends_at > p_at
          AND for_owner_id IS NOT DISTINCT FROM owner_of_hour(p_device_key, 'infinity'))
$$
--;
-- As before (0001_hours.sql), but that an alert of a device in maintenance is no news.
CREATE OR REPLACE FUNCTION judge_hours(
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
CREATE FUNCTION early_warning_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7710 $$
--;
-- Look at the hours that are news and whose owner wants to be warned; where the verdict is
-- another than before, write the warning and its event. Whoever comes second leaves it to the
-- first. It runs beside the batches and costs them nothing.
CREATE FUNCTION judge_early_warnings(p_now timestamptz, p_news_since timestamptz)
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
        WHERE h.hour >= p_news_since AND NOT d.deleted
          AND owner_of_hour(h.device_key, h.hour) = c.owner_id
    ), verdict AS (
        SELECT near.*,
               CASE WHEN near.over_limit THEN 'superseded'
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
        WHERE (old_state IS NULL AND state = 'raised') OR old_state <> state
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
