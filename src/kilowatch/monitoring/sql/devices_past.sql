-- Steps as they hold by the hour: a later one overrules all that begin after it. NULL: from the
-- beginning. Values are texts, so that owners and limits go the same way.
CREATE OR REPLACE FUNCTION steps_by_hour(p_value text[], p_since timestamptz[], p_time_zone text)
RETURNS TABLE (hour timestamptz, value text) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    v_at timestamptz;
    v_from timestamptz[] := ARRAY[]::timestamptz[];
    v_value text[] := ARRAY[]::text[];
BEGIN
    FOR i IN 1..cardinality(p_value) LOOP
        v_at := coalesce(date_trunc('hour', p_since[i], p_time_zone), '-infinity');
        WHILE v_from[cardinality(v_from)] >= v_at LOOP
            v_from := trim_array(v_from, 1);
            v_value := trim_array(v_value, 1);
        END LOOP;
        v_from := array_append(v_from, v_at);
        v_value := array_append(v_value, p_value[i]);
    END LOOP;
    RETURN QUERY SELECT * FROM unnest(v_from, v_value);
END $$;

-- Make the owners and limits of a channel those that its owner tells as of p_version; where ours
-- is another version nothing is changed. What held before the first limit that is told stays;
-- of a channel that is new to us (p_is_new) that limit holds from the beginning. Returns whether
-- anything differed.
CREATE OR REPLACE FUNCTION restore_channel_past(
    p_channel_id uuid, p_version bigint, p_is_new boolean,
    p_owner_id uuid[], p_owner_since timestamptz[],
    p_limit_uwh bigint[], p_limit_since timestamptz[],
    p_now timestamptz, p_news_since timestamptz
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_channel channel;
    v_key int;
    v_owner channel_ownership[];
    v_limit channel_limit[];
    v_first timestamptz;
    v_differed boolean := false;
BEGIN
    PERFORM pg_advisory_xact_lock(ingest_lock_key());
    SELECT * INTO v_channel FROM channel WHERE channel_id = p_channel_id FOR UPDATE;
    IF v_channel.version IS DISTINCT FROM p_version OR v_channel.deleted THEN
        RETURN false;
    END IF;
    v_key := v_channel.channel_key;

    v_owner := ARRAY(
        SELECT ROW(v_key, s.hour, s.value::uuid)::channel_ownership
        FROM steps_by_hour(p_owner_id::text[], p_owner_since, v_channel.time_zone) AS s
        ORDER BY s.hour);
    IF v_owner IS DISTINCT FROM ARRAY(
        SELECT o FROM channel_ownership o WHERE o.channel_key = v_key ORDER BY o.owned_from) THEN
        DELETE FROM channel_ownership WHERE channel_key = v_key;
        INSERT INTO channel_ownership SELECT * FROM unnest(v_owner);
        v_differed := true;
    END IF;

    v_limit := ARRAY(
        SELECT ROW(v_key, CASE WHEN p_is_new AND row_number() OVER (ORDER BY s.hour) = 1
                               THEN '-infinity' ELSE s.hour END, s.value::bigint)::channel_limit
        FROM steps_by_hour(p_limit_uwh::text[], p_limit_since, v_channel.time_zone) AS s
        ORDER BY s.hour);
    v_first := v_limit[1].valid_from;
    IF v_limit IS DISTINCT FROM ARRAY(
        SELECT l FROM channel_limit l WHERE l.channel_key = v_key AND l.valid_from >= v_first
        ORDER BY l.valid_from) THEN
        DELETE FROM channel_limit WHERE channel_key = v_key AND valid_from >= v_first;
        INSERT INTO channel_limit SELECT * FROM unnest(v_limit);
        PERFORM judge_from(v_key, v_first, p_now, p_news_since);
        v_differed := true;
    END IF;
    RETURN v_differed;
END $$;
