-- Hours that were warned of and have changed since: to be judged again, however old they are.
-- doubts: a change takes the row's lock, so that nobody judges it before the change is there.
CREATE TABLE doubted_warning (
    device_key int NOT NULL,
    hour timestamptz NOT NULL,
    doubts int NOT NULL DEFAULT 1,
    PRIMARY KEY (device_key, hour)
) WITH (fillfactor = 50)
--;
CREATE FUNCTION doubt_early_warnings(p_changes hour_change[])
RETURNS void LANGUAGE sql AS $$
    INSERT INTO doubted_warning AS w (device_key, hour)
    SELECT DISTINCT device_key, hour
    FROM unnest(p_changes) AS c JOIN early_warning e USING (device_key, hour)
    ORDER BY device_key, hour
    ON CONFLICT (device_key, hour) DO UPDATE SET doubts = w.doubts + 1
$$
--;
-- Add changes to their hours, in the order of their keys (so that those who do it at once do
-- not wait for each other in a circle), and judge the hours whose verdict may turn. As before
-- (0002_flags.sql), but that what was warned of is doubted.
CREATE OR REPLACE FUNCTION add_to_hours(
    p_changes hour_change[], p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_device_key int[];
    v_hour timestamptz[];
BEGIN
    WITH total AS (
        SELECT device_key, hour, sum(energy_uwh)::bigint AS energy_uwh,
               sum(reading_count)::int AS reading_count, sum(covered_s)::int AS covered_s,
               sum(estimated_count)::int AS estimated_count,
               sum(unknown_count)::int AS unknown_count,
               sum(corrected_count)::int AS corrected_count,
               sum(late_count)::int AS late_count
        FROM unnest(p_changes) GROUP BY 1, 2 ORDER BY 1, 2
    ), added AS (
        INSERT INTO hourly_consumption AS h (device_key, hour, energy_uwh, reading_count,
                                             covered_s, estimated_count, unknown_count,
                                             corrected_count, late_count)
        SELECT device_key, hour, energy_uwh, reading_count, covered_s, estimated_count,
               unknown_count, corrected_count, late_count
        FROM total
        ON CONFLICT (device_key, hour) DO UPDATE SET
            energy_uwh = h.energy_uwh + excluded.energy_uwh,
            reading_count = h.reading_count + excluded.reading_count,
            covered_s = h.covered_s + excluded.covered_s,
            estimated_count = h.estimated_count + excluded.estimated_count,
            unknown_count = h.unknown_count + excluded.unknown_count,
            corrected_count = h.corrected_count + excluded.corrected_count,
            late_count = h.late_count + excluded.late_count
        RETURNING device_key, hour, energy_uwh, over_limit
    )
    SELECT array_agg(device_key ORDER BY device_key, hour),
           array_agg(hour ORDER BY device_key, hour)
    INTO v_device_key, v_hour
    FROM added
    WHERE over_limit
       OR energy_uwh > limit_of_hour(device_key, hour);
    PERFORM doubt_early_warnings(p_changes);
    IF v_hour IS NULL THEN
        RETURN 0;
    END IF;
    RETURN judge_hours(v_device_key, v_hour, p_now, p_news_since);
END $$
--;
-- Roll a device's hours up again from its readings, and judge all of them. Alerts of hours
-- that no longer exist (another zone has other hours) are retracted by an empty verdict. As
-- before (0003_devices.sql), but that what was warned of is doubted.
CREATE OR REPLACE FUNCTION roll_up_again(p_device_key int, p_now timestamptz, p_news_since timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_time_zone text;
BEGIN
    SELECT time_zone INTO v_time_zone FROM device WHERE device_key = p_device_key;
    DELETE FROM hourly_consumption WHERE device_key = p_device_key;
    INSERT INTO hourly_consumption (device_key, hour, energy_uwh, reading_count, covered_s,
                                    estimated_count, unknown_count, corrected_count, late_count)
    SELECT p_device_key, c.hour, sum(c.energy_uwh), sum(c.reading_count), sum(c.covered_s),
           sum(c.estimated_count), sum(c.unknown_count), sum(c.corrected_count),
           sum(c.late_count)
    FROM (SELECT m.* FROM reading r, LATERAL changes_of_reading(
              r.device_key, r.measured_at, r.energy_uwh, r.interval_s, false, r.corrected,
              r.late, r.removed, v_time_zone, 1) AS m
          WHERE r.device_key = p_device_key
          UNION ALL
          SELECT m.* FROM register_reading r, LATERAL changes_of_register(r, v_time_zone, 1) AS m
          WHERE r.device_key = p_device_key) AS c
    GROUP BY c.hour;
    INSERT INTO hourly_consumption (device_key, hour, energy_uwh, reading_count, covered_s,
                                    estimated_count, unknown_count)
    SELECT device_key, hour, 0, 0, 0, 0, 0 FROM alert
    WHERE device_key = p_device_key AND raised
    ON CONFLICT DO NOTHING;
    UPDATE hourly_consumption h SET over_limit = true
    FROM alert a
    WHERE h.device_key = p_device_key AND a.device_key = p_device_key AND a.hour = h.hour
      AND a.raised;
    PERFORM judge_from(p_device_key, '-infinity', p_now, p_news_since);
    DELETE FROM hourly_consumption
    WHERE device_key = p_device_key AND reading_count = 0 AND covered_s = 0
      AND corrected_count = 0 AND NOT over_limit;
    INSERT INTO doubted_warning AS w (device_key, hour)
    SELECT device_key, hour FROM early_warning WHERE device_key = p_device_key
    ORDER BY hour
    ON CONFLICT (device_key, hour) DO UPDATE SET doubts = w.doubts + 1;
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
