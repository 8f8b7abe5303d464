-- Request a recheck of the early warnings of hours that change. Holds those rows until the changes
-- are committed.
CREATE OR REPLACE FUNCTION request_warning_rechecks(p_changes hour_change[])
RETURNS void LANGUAGE sql AS $$
    INSERT INTO doubted_warning AS w (channel_key, hour)
    SELECT DISTINCT channel_key, hour
    FROM unnest(p_changes) AS c JOIN early_warning e USING (channel_key, hour)
    ORDER BY channel_key, hour
    ON CONFLICT (channel_key, hour) DO UPDATE SET doubts = w.doubts + 1
$$;

-- Judge the recent hours that have begun and whose owner wants to be warned; if the verdict
-- changed, write the warning and its event. An hour from an import warns nobody again. Of
-- concurrent calls only one does it. It runs beside the batches and doesn't slow them
-- down.
CREATE OR REPLACE FUNCTION judge_early_warnings(p_now timestamptz, p_news_since timestamptz)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_warnings early_warning[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(early_warning_lock_key()) THEN
        RETURN 0;
    END IF;
    WITH near AS (
        SELECT h.channel_key, h.hour, h.energy_uwh, h.over_limit, c.share_percent, c.owner_id,
               limit_of_hour(h.channel_key, h.hour) AS limit_uwh
        FROM early_warning_choice c JOIN channel d USING (channel_key)
        JOIN hourly_consumption h USING (channel_key)
        WHERE h.hour >= p_news_since AND h.hour <= p_now AND NOT d.deleted
          AND owner_of_hour(h.channel_key, h.hour) = c.owner_id
    ), verdict AS (
        SELECT near.*,
               CASE WHEN near.over_limit OR near.energy_uwh > near.limit_uwh THEN 'superseded'
                    WHEN near.energy_uwh::numeric * 100
                         > near.limit_uwh::numeric * near.share_percent
                    THEN 'raised' ELSE 'retracted' END AS state,
               old.state AS old_state
        FROM near LEFT JOIN early_warning old USING (channel_key, hour)
    ), written AS (
        INSERT INTO early_warning AS w (channel_key, hour, state, version, energy_uwh, limit_uwh,
                                        share_percent, owner_id, first_raised_at, changed_at)
        SELECT channel_key, hour, state, 1, energy_uwh, limit_uwh, share_percent, owner_id,
               p_now, p_now
        FROM verdict
        WHERE (old_state IS NULL AND state = 'raised' AND NOT was_imported(channel_key, hour))
           OR old_state <> state
        ON CONFLICT (channel_key, hour) DO UPDATE SET
            state = excluded.state, version = w.version + 1, energy_uwh = excluded.energy_uwh,
            limit_uwh = excluded.limit_uwh, share_percent = excluded.share_percent,
            owner_id = excluded.owner_id, changed_at = excluded.changed_at
        RETURNING w AS warning
    )
    SELECT array_agg(warning) INTO v_warnings FROM written;
    RETURN publish_early_warnings(v_warnings, p_now, p_news_since);
END $$;

-- Judge again the warnings whose hour changed. A past hour follows the share it was warned at;
-- its event does not notify again. It changes warnings only and creates none, so that it waits
-- for no device whose change waits for it. Of concurrent calls only one does it.
CREATE OR REPLACE FUNCTION recheck_warnings(p_most int, p_now timestamptz, p_news_since timestamptz)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_doubted doubted_warning[];
    v_warnings early_warning[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(early_warning_lock_key()) THEN
        RETURN 0;
    END IF;
    v_doubted := ARRAY(
        SELECT d FROM doubted_warning d ORDER BY channel_key, hour LIMIT p_most
        FOR UPDATE SKIP LOCKED);
    -- A separate statement: it sees the changes of those who had the locks before.
    WITH taken AS (
        DELETE FROM doubted_warning d USING unnest(v_doubted) AS v
        WHERE d.channel_key = v.channel_key AND d.hour = v.hour
    ), hour_now AS (
        SELECT w.channel_key, w.hour, w.state AS old_state, coalesce(h.energy_uwh, 0) AS energy_uwh,
               coalesce(h.over_limit, false) AS over_limit,
               limit_of_hour(w.channel_key, w.hour) AS limit_uwh,
               coalesce(c.share_percent, w.share_percent) AS share_percent
        FROM unnest(v_doubted) AS v
        JOIN early_warning w USING (channel_key, hour)
        LEFT JOIN hourly_consumption h USING (channel_key, hour)
        LEFT JOIN early_warning_choice c ON c.channel_key = w.channel_key
            AND c.owner_id = w.owner_id AND w.hour >= p_news_since
    ), verdict AS (
        SELECT n.*, CASE WHEN over_limit THEN 'superseded'
                         WHEN energy_uwh::numeric * 100 > limit_uwh::numeric * share_percent
                         THEN 'raised' ELSE 'retracted' END AS state
        FROM hour_now n
    ), written AS (
        UPDATE early_warning w
        SET state = v.state, version = w.version + 1, energy_uwh = v.energy_uwh,
            limit_uwh = v.limit_uwh, share_percent = v.share_percent, changed_at = p_now
        FROM verdict v
        WHERE w.channel_key = v.channel_key AND w.hour = v.hour AND v.state <> v.old_state
        RETURNING w AS warning
    )
    SELECT array_agg(warning) INTO v_warnings FROM written;
    RETURN publish_early_warnings(v_warnings, p_now, p_news_since);
END $$;
