-- Changes of history by people: who, when, why, what. Their values have the source
-- correction_floor() + correction_id, so that they outrank meters and older corrections.
-- value_uwh: what a reading or a register was set to, or the last of a meter that was
-- swapped; next_value_uwh: the first of the meter that took its place.
CREATE TABLE correction (
    correction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_key int NOT NULL REFERENCES device,
    action text NOT NULL CHECK (action IN ('set', 'scale', 'remove', 'swap')),
    of_registers boolean NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    value_uwh bigint,
    next_value_uwh bigint,
    factor numeric,
    interval_s int,
    reason text NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    reading_count int NOT NULL DEFAULT 0,
    difference_uwh bigint NOT NULL DEFAULT 0,
    alerts_raised int NOT NULL DEFAULT 0,
    alerts_retracted int NOT NULL DEFAULT 0,
    undone_by uuid,
    undone_at timestamptz
)
--;
CREATE INDEX correction_device ON correction (device_key, correction_id DESC)
--;
-- What a correction did to each reading or register. before NULL: there was none, or it was
-- removed; after NULL: it was removed. Kept when the correction is undone.
CREATE TABLE correction_item (
    correction_id bigint NOT NULL REFERENCES correction,
    source_index int NOT NULL,
    measured_at timestamptz NOT NULL,
    before_uwh bigint,
    after_uwh bigint,
    PRIMARY KEY (correction_id, source_index)
)
--;
-- Add changes to the hours of one device and tell what that did to each of them. Energy is
-- NULL where nothing was, or is, known.
CREATE FUNCTION add_and_tell(
    p_changes hour_change[], p_most_hours int, p_now timestamptz, p_news_since timestamptz,
    OUT hours json, OUT hour_count int, OUT difference_uwh bigint,
    OUT alerts_raised int, OUT alerts_retracted int
) LANGUAGE plpgsql AS $$
DECLARE
    v_before hourly_consumption[];
BEGIN
    v_before := ARRAY(
        SELECT h FROM (SELECT DISTINCT device_key, hour FROM unnest(p_changes)) AS t
        JOIN hourly_consumption h USING (device_key, hour));
    PERFORM add_to_hours(p_changes, p_now, p_news_since);
    WITH touched AS (
        SELECT DISTINCT device_key, hour FROM unnest(p_changes)
    ), pair AS (
        SELECT t.device_key, t.hour,
               CASE WHEN b.reading_count > 0 OR b.covered_s > 0 THEN b.energy_uwh END AS before,
               CASE WHEN a.reading_count > 0 OR a.covered_s > 0 THEN a.energy_uwh END AS after,
               coalesce(b.over_limit, false) AS was_over, a.over_limit AS is_over
        FROM touched t JOIN hourly_consumption a USING (device_key, hour)
        LEFT JOIN unnest(v_before) AS b USING (device_key, hour)
    ), changed AS (
        SELECT * FROM pair WHERE (before, was_over) IS DISTINCT FROM (after, is_over)
    )
    SELECT count(*), coalesce(sum(coalesce(after, 0) - coalesce(before, 0)), 0),
           count(*) FILTER (WHERE is_over AND NOT was_over),
           count(*) FILTER (WHERE was_over AND NOT is_over),
           (SELECT json_agg(json_build_object(
                       'hour', hour, 'before_uwh', before, 'after_uwh', after,
                       'limit_uwh', limit_of_hour(device_key, hour),
                       'was_over', was_over, 'is_over', is_over) ORDER BY hour)
            FROM (SELECT * FROM changed ORDER BY hour LIMIT p_most_hours) AS first)
    INTO hour_count, difference_uwh, alerts_raised, alerts_retracted, hours
    FROM changed;
END $$
