-- What waits is found by its time, which for most of it has not come.
CREATE INDEX set_aside_reading_time ON set_aside_reading (measured_at)
--;
CREATE INDEX set_aside_reading_device_time ON set_aside_reading (device_id, measured_at DESC)
--;
DROP INDEX set_aside_reading_device
--;
-- Take in readings that were set aside, whose device is known by now and whose time has come;
-- gives them.
CREATE FUNCTION take_in_due(p_most int, p_now timestamptz, p_news_since timestamptz)
RETURNS SETOF set_aside_reading LANGUAGE plpgsql AS $$
DECLARE
    v_rows set_aside_reading[];
    r record;
    g record;
BEGIN
    WITH due AS (
        SELECT s.source, s.source_index
        FROM set_aside_reading s JOIN device d USING (device_id)
        WHERE s.measured_at <= p_now
        ORDER BY s.measured_at, s.source, s.source_index LIMIT p_most
        FOR UPDATE OF s SKIP LOCKED
    ), taken AS (
        DELETE FROM set_aside_reading s USING due
        WHERE s.source = due.source AND s.source_index = due.source_index
        RETURNING s
    )
    SELECT array_agg(s) INTO v_rows FROM taken;
    IF v_rows IS NULL THEN
        RETURN;
    END IF;
    SELECT array_agg(d.device_key) AS device_key, array_agg(s.measured_at) AS measured_at,
           array_agg(s.energy_uwh) AS energy_uwh, array_agg(s.interval_s) AS interval_s,
           array_agg(s.source) AS source, array_agg(s.source_index) AS source_index
    INTO r FROM unnest(v_rows) AS s JOIN device d USING (device_id)
    WHERE s.register_uwh IS NULL;
    SELECT array_agg(d.device_key) AS device_key, array_agg(s.measured_at) AS measured_at,
           array_agg(s.register_uwh) AS register_uwh,
           array_agg(s.source) AS source, array_agg(s.source_index) AS source_index
    INTO g FROM unnest(v_rows) AS s JOIN device d USING (device_id)
    WHERE s.register_uwh IS NOT NULL;
    PERFORM take_readings(
        coalesce(r.device_key, '{}'), coalesce(r.measured_at, '{}'),
        coalesce(r.energy_uwh, '{}'), coalesce(r.interval_s, '{}'),
        coalesce(r.source, '{}'), coalesce(r.source_index, '{}'),
        coalesce(g.device_key, '{}'), coalesce(g.measured_at, '{}'),
        coalesce(g.register_uwh, '{}'), coalesce(g.source, '{}'),
        coalesce(g.source_index, '{}'),
        '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
        p_now, p_now, p_news_since);
    RETURN QUERY SELECT * FROM unnest(v_rows);
END $$
--;
-- The same, giving how many there were: for the release before.
CREATE OR REPLACE FUNCTION take_in_set_aside(
    p_most int, p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE sql AS $$
    SELECT count(*)::int FROM take_in_due(p_most, p_now, p_news_since)
$$
