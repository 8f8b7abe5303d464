-- Recompute a device's hours from its readings, and judge all of them. Alerts of hours
-- that no longer exist (another zone has other hours) are retracted by an empty verdict; early
-- warnings are rechecked.
CREATE OR REPLACE FUNCTION roll_up_again(
    p_channel_key int, p_now timestamptz, p_news_since timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_time_zone text;
BEGIN
    SELECT time_zone INTO v_time_zone FROM channel WHERE channel_key = p_channel_key;
    DELETE FROM hourly_consumption WHERE channel_key = p_channel_key;
    INSERT INTO hourly_consumption (channel_key, hour, energy_uwh, reading_count, covered_s,
                                    estimated_count, unknown_count, corrected_count, late_count)
    SELECT p_channel_key, c.hour, sum(c.energy_uwh), sum(c.reading_count), sum(c.covered_s),
           sum(c.estimated_count), sum(c.unknown_count), sum(c.corrected_count),
           sum(c.late_count)
    FROM (SELECT m.* FROM reading r, LATERAL changes_of_reading(
              r.channel_key, r.measured_at, r.energy_uwh, r.interval_s, r.value_estimated,
              r.corrected, r.late, r.removed, v_time_zone, 1) AS m
          WHERE r.channel_key = p_channel_key
          UNION ALL
          SELECT m.* FROM register_reading r, LATERAL changes_of_register(r, v_time_zone, 1) AS m
          WHERE r.channel_key = p_channel_key) AS c
    GROUP BY c.hour;
    INSERT INTO hourly_consumption (channel_key, hour, energy_uwh, reading_count, covered_s,
                                    estimated_count, unknown_count)
    SELECT channel_key, hour, 0, 0, 0, 0, 0 FROM alert
    WHERE channel_key = p_channel_key AND raised
    ON CONFLICT DO NOTHING;
    UPDATE hourly_consumption h SET over_limit = true
    FROM alert a
    WHERE h.channel_key = p_channel_key AND a.channel_key = p_channel_key AND a.hour = h.hour
      AND a.raised;
    PERFORM judge_from(p_channel_key, '-infinity', p_now, p_news_since);
    DELETE FROM hourly_consumption
    WHERE channel_key = p_channel_key AND reading_count = 0 AND covered_s = 0
      AND corrected_count = 0 AND NOT over_limit;
    INSERT INTO doubted_warning AS w (channel_key, hour)
    SELECT channel_key, hour FROM early_warning WHERE channel_key = p_channel_key
    ORDER BY hour
    ON CONFLICT (channel_key, hour) DO UPDATE SET doubts = w.doubts + 1;
    PERFORM note_dependents(p_channel_key);
END $$;

-- Take the state of a device's channel as of p_version of the device; an older one than ours
-- changes nothing. A limit and an owner hold from the hour of the change on, the first of each
-- from the beginning. What a channel measures never changes.
CREATE OR REPLACE FUNCTION apply_channel(
    p_device_id uuid, p_channel channel_entry, p_version bigint, p_name text, p_owner_id uuid,
    p_owned_since timestamptz, p_reporting_interval_s int, p_time_zone text,
    p_changed_at timestamptz, p_now timestamptz, p_news_since timestamptz
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_old channel;
    v_key int;
    v_hour timestamptz := date_trunc('hour', p_changed_at, p_time_zone);
    v_owned_from timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(ingest_lock_key());
    SELECT * INTO v_old FROM channel WHERE channel_id = p_channel.channel_id FOR UPDATE;
    IF v_old.version >= p_version THEN
        RETURN false;
    END IF;
    INSERT INTO channel AS d (channel_id, device_id, code, kind, direction, tariff, unit, label,
                              version, name, time_zone, reporting_interval_s, known_since,
                              deleted)
    VALUES (p_channel.channel_id, p_device_id, p_channel.code, p_channel.kind,
            p_channel.direction, p_channel.tariff, p_channel.unit, p_channel.label, p_version,
            p_name, p_time_zone, p_reporting_interval_s, p_changed_at, p_channel.removed)
    ON CONFLICT (channel_id) DO UPDATE SET version = excluded.version, name = excluded.name,
        label = excluded.label, time_zone = excluded.time_zone,
        reporting_interval_s = excluded.reporting_interval_s, deleted = excluded.deleted
    RETURNING channel_key INTO v_key;

    IF v_old IS NULL OR limit_of_hour(v_key, 'infinity') IS DISTINCT FROM p_channel.limit_per_hour THEN
        INSERT INTO channel_limit AS l (channel_key, valid_from, limit_uwh)
        VALUES (v_key, CASE WHEN v_old IS NULL THEN '-infinity' ELSE v_hour END, p_channel.limit_per_hour)
        ON CONFLICT (channel_key, valid_from) DO UPDATE SET limit_uwh = excluded.limit_uwh;
    END IF;

    IF owner_of_hour(v_key, 'infinity') IS DISTINCT FROM p_owner_id THEN
        v_owned_from := CASE
            WHEN p_owner_id IS NULL THEN v_hour
            ELSE coalesce(date_trunc('hour', p_owned_since, p_time_zone), '-infinity') END;
        DELETE FROM channel_ownership WHERE channel_key = v_key AND owned_from >= v_owned_from;
        INSERT INTO channel_ownership (channel_key, owned_from, owner_id)
        VALUES (v_key, v_owned_from, p_owner_id);
    END IF;

    IF v_old IS NULL THEN
        UPDATE formula_term SET part_key = v_key WHERE part_id = p_channel.channel_id;
        RETURN true;
    END IF;
    IF v_old.reporting_interval_s IS NULL AND p_reporting_interval_s IS NOT NULL THEN
        UPDATE reading SET interval_s = p_reporting_interval_s
        WHERE channel_key = v_key AND interval_s IS NULL;
    END IF;
    IF v_old.calculated THEN
        IF v_old.time_zone <> p_time_zone THEN
            PERFORM note_formula(v_key);
        END IF;
        PERFORM judge_from(v_key, v_hour, p_now, p_news_since);
    ELSIF v_old.time_zone <> p_time_zone
       OR (v_old.reporting_interval_s IS NULL AND p_reporting_interval_s IS NOT NULL) THEN
        PERFORM roll_up_again(v_key, p_now, p_news_since);
    ELSE
        PERFORM judge_from(v_key, v_hour, p_now, p_news_since);
    END IF;
    RETURN true;
END $$;

-- A deleted device keeps its history and its key; the tombstone overrides any late state.
CREATE OR REPLACE FUNCTION apply_device_deleted(p_device_id uuid, p_version bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(ingest_lock_key());
    INSERT INTO channel AS d (channel_id, device_id, version, name, time_zone, deleted)
    VALUES (p_device_id, p_device_id, p_version, '', 'UTC', true)
    ON CONFLICT (channel_id) DO UPDATE SET version = excluded.version, deleted = true
    WHERE d.version < excluded.version;
    UPDATE channel SET version = p_version, deleted = true
    WHERE device_id = p_device_id AND version < p_version;
END $$;
