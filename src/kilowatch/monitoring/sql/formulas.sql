-- Calculated channels: each hour is the sum of the same hour of other channels, by factor. What
-- changes an hour notes the hours that follow from it (`formula_due`), in the same transaction;
-- settle_formulas calculates them within a second, from what is committed.

-- Note the hours that follow from changed ones.
CREATE OR REPLACE FUNCTION note_dependent_hours(p_changes hour_change[])
RETURNS void LANGUAGE sql AS $$
    INSERT INTO formula_due (is_backlog, channel_key, hour)
    SELECT DISTINCT false, v.channel_key, date_trunc('hour', c.hour, v.time_zone)
    FROM unnest(p_changes) AS c
    JOIN formula_term t ON t.part_key = c.channel_key
    JOIN channel v ON v.channel_key = t.channel_key
    WHERE NOT v.deleted
$$;

-- Note all hours of a calculated channel: those it has, and those of its parts.
CREATE OR REPLACE FUNCTION note_formula(p_channel_key int) RETURNS void LANGUAGE sql AS $$
    INSERT INTO formula_due (is_backlog, channel_key, hour)
    SELECT true, p_channel_key, hour
    FROM (SELECT hour FROM hourly_consumption WHERE channel_key = p_channel_key
          UNION
          SELECT date_trunc('hour', h.hour, v.time_zone)
          FROM channel v JOIN formula_term t USING (channel_key)
          JOIN hourly_consumption h ON h.channel_key = t.part_key
          WHERE v.channel_key = p_channel_key) AS touched
    ORDER BY hour DESC
$$;

-- Note all hours of whatever is calculated from a channel.
CREATE OR REPLACE FUNCTION note_dependents(p_part_key int) RETURNS void LANGUAGE sql AS $$
    SELECT note_formula(channel_key)
    FROM (SELECT DISTINCT channel_key FROM formula_term WHERE part_key = p_part_key) AS dependent
$$;

-- Take the formula of a channel: its steps as
-- [{"since": …, "terms": [{"device_id": …, "channel": …, "part_id": …, "factor_millionths": …}]}].
-- The caller has applied the state of the device, and so holds the ingest lock.
CREATE OR REPLACE FUNCTION apply_formula(p_channel_id uuid, p_steps jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_key int;
    v_before jsonb;
BEGIN
    SELECT channel_key, formula_of(channel_key) INTO v_key, v_before
    FROM channel WHERE channel_id = p_channel_id;
    UPDATE channel SET calculated = true WHERE channel_key = v_key AND NOT calculated;
    DELETE FROM formula_step WHERE channel_key = v_key;
    INSERT INTO formula_step (channel_key, since)
    SELECT v_key, coalesce((step ->> 'since')::timestamptz, '-infinity')
    FROM jsonb_array_elements(p_steps) AS step;
    INSERT INTO formula_term (channel_key, since, device_id, code, part_id, part_key,
                              factor_millionths)
    SELECT v_key, coalesce((step ->> 'since')::timestamptz, '-infinity'),
           (term ->> 'device_id')::uuid, term ->> 'channel', (term ->> 'part_id')::uuid,
           p.channel_key, (term ->> 'factor_millionths')::bigint
    FROM jsonb_array_elements(p_steps) AS step,
         LATERAL jsonb_array_elements(step -> 'terms') AS term
    LEFT JOIN channel p ON p.channel_id = (term ->> 'part_id')::uuid;
    IF formula_of(v_key) IS DISTINCT FROM v_before THEN
        PERFORM note_formula(v_key);
    END IF;
END $$;

-- The formula of a channel, in one form for the same formula; NULL: it is measured.
CREATE OR REPLACE FUNCTION formula_of(p_channel_key int) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_agg(jsonb_build_array(
               CASE WHEN s.since > '-infinity' THEN extract(epoch FROM s.since) END,
               (SELECT jsonb_agg(jsonb_build_array(t.device_id, t.code, t.factor_millionths)
                                 ORDER BY t.device_id, t.code)
                FROM formula_term t
                WHERE t.channel_key = s.channel_key AND t.since = s.since))
               ORDER BY s.since)
    FROM formula_step s WHERE s.channel_key = p_channel_key
$$;

-- Hours of calculated channels as changes from what is stored. An hour is known only where every
-- part has data; its coverage is that of the least covered part, and what is doubtful of a part
-- is doubtful of it. An hour that is not that of a part (zones that differ by less than an hour)
-- is estimated. Quantities are rounded once, half away from zero.
CREATE OR REPLACE FUNCTION calculated_changes(p_channel_key int[], p_hour timestamptz[])
RETURNS hour_change[] LANGUAGE sql STABLE AS $$
    WITH due AS (
        SELECT k.channel_key, k.hour, v.time_zone,
               (SELECT max(s.since) FROM formula_step s
                WHERE s.channel_key = k.channel_key
                  AND date_trunc('hour', s.since, v.time_zone) <= k.hour) AS since
        FROM unnest(p_channel_key, p_hour) AS k(channel_key, hour)
        JOIN channel v USING (channel_key)
        WHERE k.hour = date_trunc('hour', k.hour, v.time_zone)
    ), part AS (
        SELECT due.channel_key, due.hour, t.factor_millionths, h.*
        FROM due JOIN formula_term t USING (channel_key, since),
        LATERAL (SELECT count(*) AS hours, sum(p.energy_uwh) AS energy_uwh,
                        sum(p.reading_count) AS reading_count,
                        sum(least(p.covered_s, 3600)) AS covered_s,
                        sum(p.estimated_count) AS estimated_count,
                        sum(p.unknown_count) AS unknown_count,
                        sum(p.corrected_count) AS corrected_count,
                        sum(p.late_count) AS late_count, bool_or(p.hour <> due.hour) AS is_shifted
                 FROM hourly_consumption p
                 WHERE p.channel_key = t.part_key
                   AND p.hour >= due.hour AND p.hour < due.hour + interval '2 hours'
                   AND date_trunc('hour', p.hour, due.time_zone) = due.hour
                   AND (p.reading_count > 0 OR p.covered_s > 0)) AS h
    ), wanted AS (
        SELECT channel_key, hour,
               round(sum(energy_uwh * factor_millionths) / 1000000)::bigint AS energy_uwh,
               sum(reading_count)::int AS reading_count, min(covered_s)::int AS covered_s,
               (sum(estimated_count) + count(*) FILTER (WHERE is_shifted))::int
                   AS estimated_count,
               sum(unknown_count)::int AS unknown_count,
               sum(corrected_count)::int AS corrected_count, sum(late_count)::int AS late_count
        FROM part GROUP BY 1, 2 HAVING min(hours) > 0
    )
    SELECT array_agg(ROW(k.channel_key, k.hour,
               coalesce(w.energy_uwh, 0) - coalesce(h.energy_uwh, 0),
               coalesce(w.reading_count, 0) - coalesce(h.reading_count, 0),
               coalesce(w.covered_s, 0) - coalesce(h.covered_s, 0),
               coalesce(w.estimated_count, 0) - coalesce(h.estimated_count, 0),
               coalesce(w.unknown_count, 0) - coalesce(h.unknown_count, 0),
               coalesce(w.corrected_count, 0) - coalesce(h.corrected_count, 0),
               coalesce(w.late_count, 0) - coalesce(h.late_count, 0))::hour_change)
    FROM unnest(p_channel_key, p_hour) AS k(channel_key, hour)
    LEFT JOIN wanted w USING (channel_key, hour)
    LEFT JOIN hourly_consumption h USING (channel_key, hour)
    WHERE (w.channel_key IS NOT NULL OR h.channel_key IS NOT NULL)
      AND (w.energy_uwh, w.reading_count, w.covered_s, w.estimated_count, w.unknown_count,
           w.corrected_count, w.late_count)
          IS DISTINCT FROM
          (h.energy_uwh, h.reading_count, h.covered_s, h.estimated_count, h.unknown_count,
           h.corrected_count, h.late_count)
$$;

-- Calculate hours that are due; returns how many were taken. Of concurrent calls only one does
-- it, so that no older sum is written over a newer one. What changes a part after it was read has
-- noted its hour again.
CREATE OR REPLACE FUNCTION settle_formulas(
    p_most int, p_now timestamptz, p_news_since timestamptz
) RETURNS int LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_channel_key int[];
    v_hour timestamptz[];
    v_taken int;
    v_changes hour_change[];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM formula_due) THEN
        RETURN 0;
    END IF;
    IF NOT pg_try_advisory_xact_lock(formula_lock_key()) THEN
        RETURN 0;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(ingest_lock_key());
    WITH taken AS (
        DELETE FROM formula_due WHERE due_id = ANY(ARRAY(
            (SELECT due_id FROM formula_due WHERE NOT is_backlog ORDER BY due_id LIMIT p_most)
            UNION ALL
            (SELECT due_id FROM formula_due WHERE is_backlog ORDER BY due_id LIMIT p_most)))
        RETURNING channel_key, hour
    ), distinct_hour AS (
        SELECT channel_key, hour, count(*) AS times FROM taken GROUP BY 1, 2
    )
    SELECT array_agg(channel_key ORDER BY channel_key, hour) FILTER (WHERE NOT v.deleted),
           array_agg(hour ORDER BY channel_key, hour) FILTER (WHERE NOT v.deleted), sum(times)
    INTO v_channel_key, v_hour, v_taken
    FROM distinct_hour JOIN channel v USING (channel_key);
    -- A separate statement: it sees what was committed until now.
    v_changes := calculated_changes(v_channel_key, v_hour);
    IF v_changes IS NOT NULL THEN
        PERFORM add_to_hours(v_changes, p_now, p_news_since);
        DELETE FROM hourly_consumption h USING unnest(v_changes) AS c
        WHERE h.channel_key = c.channel_key AND h.hour = c.hour
          AND h.reading_count = 0 AND h.covered_s = 0 AND h.corrected_count = 0
          AND NOT h.over_limit;
    END IF;
    RETURN coalesce(v_taken, 0);
END $$;
