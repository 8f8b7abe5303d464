-- Judge hours whose rows the caller has locked: compare each total with its limit, and if the
-- verdict changed, write the alert and its event. Nothing else writes alerts, so there is one
-- raise and one retraction in any order of events.
-- An hour that has not begun is over no limit yet: it is judged when it begins.
-- p_news_since: hours that began before it are history, without a notification, as are those of
-- a device in maintenance. Returns how many verdicts changed.
CREATE OR REPLACE FUNCTION judge_hours(
    p_channel_key int[], p_hour timestamptz[], p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_alerts alert[];
BEGIN
    WITH verdict AS (
        SELECT h.channel_key, h.hour, h.energy_uwh, h.over_limit,
               limit_of_hour(h.channel_key, h.hour) AS limit_uwh
        FROM unnest(p_channel_key, p_hour) AS k(channel_key, hour)
        JOIN hourly_consumption h USING (channel_key, hour)
    ), waiting AS (
        INSERT INTO hour_ahead (channel_key, hour)
        SELECT channel_key, hour FROM verdict WHERE is_ahead(hour, p_now) AND energy_uwh > limit_uwh
        ORDER BY channel_key, hour
        ON CONFLICT DO NOTHING
    ), turned AS (
        SELECT channel_key, hour, energy_uwh, limit_uwh,
               NOT is_ahead(hour, p_now) AND coalesce(energy_uwh > limit_uwh, false) AS over_limit
        FROM verdict
        WHERE (NOT is_ahead(hour, p_now) AND coalesce(energy_uwh > limit_uwh, false))
              <> over_limit
    ), noted AS (
        UPDATE hourly_consumption h SET over_limit = t.over_limit
        FROM turned t WHERE h.channel_key = t.channel_key AND h.hour = t.hour
    ), written AS (
        INSERT INTO alert AS a (channel_key, hour, raised, version, energy_uwh, limit_uwh,
                                owner_id, first_raised_at, changed_at)
        SELECT channel_key, hour, over_limit, 1, energy_uwh, limit_uwh,
               owner_of_hour(channel_key, hour), p_now, p_now
        FROM turned
        ON CONFLICT (channel_key, hour) DO UPDATE SET
            raised = excluded.raised, version = a.version + 1,
            energy_uwh = excluded.energy_uwh, limit_uwh = excluded.limit_uwh,
            owner_id = excluded.owner_id, changed_at = excluded.changed_at
        RETURNING a AS alert
    )
    SELECT array_agg(alert) INTO v_alerts FROM written;
    RETURN publish_alerts(v_alerts, p_now, p_news_since);
END $$;

-- Judge all hours of a device from this one on, as after a change of its limit.
CREATE OR REPLACE FUNCTION judge_from(
    p_channel_key int, p_from timestamptz, p_now timestamptz, p_news_since timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_hours timestamptz[];
BEGIN
    SELECT array_agg(hour) INTO v_hours FROM (
        SELECT hour FROM hourly_consumption
        WHERE channel_key = p_channel_key AND hour >= p_from
        ORDER BY hour FOR UPDATE) AS locked;
    PERFORM judge_hours(array_fill(p_channel_key, ARRAY[coalesce(cardinality(v_hours), 0)]),
                        coalesce(v_hours, '{}'), p_now, p_news_since);
END $$;

-- Whether an hour has not begun. If it seems to lie further ahead than any reading reaches, the
-- caller's clock is behind, and ours decides.
CREATE OR REPLACE FUNCTION is_ahead(p_hour timestamptz, p_now timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT p_hour > p_now AND (p_hour > now() OR p_hour <= p_now + furthest_ahead())
$$;

-- Judge hours that have begun meanwhile; returns how many verdicts changed. The rows of the hours
-- are locked first, as in a batch.
CREATE OR REPLACE FUNCTION judge_begun_hours(
    p_most int, p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_channel_key int[];
    v_hour timestamptz[];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM hour_ahead WHERE hour <= p_now) THEN
        RETURN 0;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(ingest_lock_key());
    SELECT array_agg(channel_key ORDER BY channel_key, hour),
           array_agg(hour ORDER BY channel_key, hour)
    INTO v_channel_key, v_hour
    FROM (SELECT channel_key, hour FROM hour_ahead WHERE hour <= p_now
          ORDER BY hour LIMIT p_most) AS begun;
    PERFORM 1 FROM hourly_consumption h
    JOIN unnest(v_channel_key, v_hour) AS k(channel_key, hour) USING (channel_key, hour)
    ORDER BY h.channel_key, h.hour FOR UPDATE OF h;
    DELETE FROM hour_ahead a USING unnest(v_channel_key, v_hour) AS k(channel_key, hour)
    WHERE a.channel_key = k.channel_key AND a.hour = k.hour;
    RETURN judge_hours(v_channel_key, v_hour, p_now, p_news_since);
END $$;
