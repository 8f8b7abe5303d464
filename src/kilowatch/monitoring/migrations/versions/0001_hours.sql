-- Locks -----------------------------------------------------------------------------------
-- Every batch holds the ingest lock shared; a change of a device (limit, owner, zone) holds
-- it alone. So a batch judges its hours by limits that do not move under it, and a change
-- sees every hour that was judged by what held before.
CREATE FUNCTION ingest_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7701 $$
--;
CREATE FUNCTION partition_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7702 $$
--;
-- Partitions: one per month, attached before they are needed, also for the past. Attaching
-- (unlike CREATE TABLE … PARTITION OF) does not lock out those who are writing.
CREATE FUNCTION ensure_partitions(p_months date[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_month date;
    v_name text;
BEGIN
    PERFORM pg_advisory_xact_lock(partition_lock_key());
    FOREACH v_month IN ARRAY p_months LOOP
        v_name := 'reading_' || to_char(v_month, 'YYYY_MM');
        CONTINUE WHEN to_regclass(v_name) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE reading INCLUDING DEFAULTS)', v_name);
        EXECUTE format(
            'ALTER TABLE reading ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', v_name,
            v_month::timestamp AT TIME ZONE 'UTC',
            (v_month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    END LOOP;
END $$
--;
-- What readings add to the hours they lie in: whole where they fit, in proportion where they
-- straddle an edge (the parts sum to the whole, to the µWh). Time zones meet on quarters of
-- an hour, so an edge is a quarter at which the clock hour changes.
CREATE FUNCTION hours_of_reading(
    p_measured_at timestamptz, p_interval_s int, p_energy_uwh bigint, p_time_zone text
) RETURNS TABLE (hour timestamptz, energy_uwh bigint, covered_s int) LANGUAGE sql STABLE AS $$
    WITH edge AS (
        SELECT q AS at
        FROM generate_series(
            date_trunc('hour', p_measured_at, p_time_zone),
            p_measured_at + make_interval(secs => p_interval_s), interval '15 minutes') AS q
        WHERE q > p_measured_at
          AND q < p_measured_at + make_interval(secs => p_interval_s)
          AND date_trunc('hour', q, p_time_zone)
              <> date_trunc('hour', q - interval '1 microsecond', p_time_zone)
        UNION ALL SELECT p_measured_at
    ), piece AS (
        SELECT at AS starts_at,
               lead(at, 1, p_measured_at + make_interval(secs => p_interval_s))
                   OVER (ORDER BY at) AS ends_at
        FROM edge
    ), share AS (
        SELECT starts_at,
               extract(epoch FROM starts_at - p_measured_at) AS from_s,
               extract(epoch FROM ends_at - p_measured_at) AS to_s
        FROM piece
    )
    SELECT date_trunc('hour', starts_at, p_time_zone),
           (div(p_energy_uwh * (to_s * 1000000)::bigint::numeric, p_interval_s * 1000000::numeric)
            - div(p_energy_uwh * (from_s * 1000000)::bigint::numeric, p_interval_s * 1000000::numeric)
           )::bigint,
           floor(to_s)::int - floor(from_s)::int
    FROM share
$$
--;
CREATE FUNCTION straddles(p_measured_at timestamptz, p_interval_s int, p_time_zone text)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT p_interval_s IS NOT NULL
       AND (p_interval_s > 3600
            OR date_trunc('hour', p_measured_at, p_time_zone) <> date_trunc('hour',
                p_measured_at + make_interval(secs => p_interval_s)
                - interval '1 microsecond', p_time_zone))
$$
--;
-- A set of readings as its hours, energy and counts multiplied by p_sign.
CREATE TYPE hour_change AS (
    device_key int,
    hour timestamptz,
    energy_uwh bigint,
    reading_count int,
    covered_s int,
    estimated_count int,
    unknown_count int
)
--;
-- The total limit that holds for an hour of a device.
CREATE FUNCTION limit_of_hour(p_device_key int, p_hour timestamptz)
RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT limit_uwh FROM device_limit
    WHERE device_key = p_device_key AND valid_from <= p_hour
    ORDER BY valid_from DESC LIMIT 1
$$
--;
CREATE FUNCTION owner_of_hour(p_device_key int, p_hour timestamptz)
RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT owner_id FROM device_ownership
    WHERE device_key = p_device_key AND owned_from <= p_hour
    ORDER BY owned_from DESC LIMIT 1
$$
--;
-- Judge hours whose rows the caller has locked: compare each total with its limit, and where
-- the verdict is another than before, write the alert and its event. Nothing else writes
-- alerts, so there is one raise and one retraction whatever the order of things.
-- p_news_since: hours that began before it are history; nobody is interrupted for them.
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
               'live', hour >= p_news_since)::text
    FROM event ORDER BY device_key, hour;
    GET DIAGNOSTICS v_changed = ROW_COUNT;
    RETURN v_changed;
END $$
--;
-- Add changes to their hours, in the order of their keys (so that those who do it at once do
-- not wait for each other in a circle), and judge the hours whose verdict may turn.
CREATE FUNCTION add_to_hours(
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
               sum(unknown_count)::int AS unknown_count
        FROM unnest(p_changes) GROUP BY 1, 2 ORDER BY 1, 2
    ), added AS (
        INSERT INTO hourly_consumption AS h (device_key, hour, energy_uwh, reading_count,
                                             covered_s, estimated_count, unknown_count)
        SELECT device_key, hour, energy_uwh, reading_count, covered_s, estimated_count,
               unknown_count
        FROM total
        ON CONFLICT (device_key, hour) DO UPDATE SET
            energy_uwh = h.energy_uwh + excluded.energy_uwh,
            reading_count = h.reading_count + excluded.reading_count,
            covered_s = h.covered_s + excluded.covered_s,
            estimated_count = h.estimated_count + excluded.estimated_count,
            unknown_count = h.unknown_count + excluded.unknown_count
        RETURNING device_key, hour, energy_uwh, over_limit
    )
    SELECT array_agg(device_key ORDER BY device_key, hour),
           array_agg(hour ORDER BY device_key, hour)
    INTO v_device_key, v_hour
    FROM added
    WHERE over_limit
       OR energy_uwh > limit_of_hour(device_key, hour);
    IF v_hour IS NULL THEN
        RETURN 0;
    END IF;
    RETURN judge_hours(v_device_key, v_hour, p_now, p_news_since);
END $$
