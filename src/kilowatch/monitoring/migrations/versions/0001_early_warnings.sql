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
-- Hours that were warned of and have changed since: to be judged again, however old they are.
-- doubts: a change takes the row's lock, so that nobody judges it before the change is there.
CREATE TABLE doubted_warning (
    device_key int NOT NULL,
    hour timestamptz NOT NULL,
    doubts int NOT NULL DEFAULT 1,
    PRIMARY KEY (device_key, hour)
) WITH (fillfactor = 50)
--;
-- Doubt what was warned of in hours that change. Holds those rows until the changes are there.
CREATE FUNCTION doubt_early_warnings(p_changes hour_change[])
RETURNS void LANGUAGE sql AS $$
    INSERT INTO doubted_warning AS w (device_key, hour)
    SELECT DISTINCT device_key, hour
    FROM unnest(p_changes) AS c JOIN early_warning e USING (device_key, hour)
    ORDER BY device_key, hour
    ON CONFLICT (device_key, hour) DO UPDATE SET doubts = w.doubts + 1
$$
--;
-- Look at the hours that are news and whose owner wants to be warned; where the verdict is
-- another than before, write the warning and its event. An hour that was imported warns nobody
-- anew. Whoever comes second leaves it to the first. It runs beside the batches and costs them
-- nothing.
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
--;
-- Judge what is doubted. An hour that is no news follows the share it was warned at; its event
-- interrupts nobody anew. It changes warnings only and makes none, so that it waits for no
-- device whose change waits for it. Whoever comes second leaves it to the first.
CREATE FUNCTION judge_doubted_warnings(p_most int, p_now timestamptz, p_news_since timestamptz)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_doubted doubted_warning[];
    v_changed int;
BEGIN
    IF NOT pg_try_advisory_xact_lock(early_warning_lock_key()) THEN
        RETURN 0;
    END IF;
    v_doubted := ARRAY(
        SELECT d FROM doubted_warning d ORDER BY device_key, hour LIMIT p_most
        FOR UPDATE SKIP LOCKED);
    -- A statement of its own: it sees what those did who had the locks before us.
    WITH taken AS (
        DELETE FROM doubted_warning d USING unnest(v_doubted) AS v
        WHERE d.device_key = v.device_key AND d.hour = v.hour
    ), hour_now AS (
        SELECT w.device_key, w.hour, w.state AS old_state, coalesce(h.energy_uwh, 0) AS energy_uwh,
               coalesce(h.over_limit, false) AS over_limit,
               limit_of_hour(w.device_key, w.hour) AS limit_uwh,
               coalesce(c.share_percent, w.share_percent) AS share_percent
        FROM unnest(v_doubted) AS v
        JOIN early_warning w USING (device_key, hour)
        LEFT JOIN hourly_consumption h USING (device_key, hour)
        LEFT JOIN early_warning_choice c ON c.device_key = w.device_key
            AND c.owner_id = w.owner_id AND w.hour >= p_news_since
    ), verdict AS (
        SELECT n.*, CASE WHEN over_limit THEN 'superseded'
                         WHEN energy_uwh::numeric * 100 > limit_uwh::numeric * share_percent
                         THEN 'raised' ELSE 'retracted' END AS state
        FROM hour_now n
    ), told AS (
        UPDATE early_warning w
        SET state = v.state, version = w.version + 1, energy_uwh = v.energy_uwh,
            limit_uwh = v.limit_uwh, share_percent = v.share_percent, changed_at = p_now
        FROM verdict v
        WHERE w.device_key = v.device_key AND w.hour = v.hour AND v.state <> v.old_state
        RETURNING w.*
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
               'live', hour >= p_news_since AND NOT in_maintenance(device_key, p_now))::text
    FROM event ORDER BY device_key, hour;
    GET DIAGNOSTICS v_changed = ROW_COUNT;
    RETURN v_changed;
END $$
