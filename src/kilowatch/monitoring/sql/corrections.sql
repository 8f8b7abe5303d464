-- The readings of a correction after it. New ones have its source, and aren't estimated: a
-- person vouches for them.
CREATE OR REPLACE FUNCTION corrected_readings(p_correction correction, p_old reading[])
RETURNS reading[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(ROW(
        at, CASE p_correction.action
                WHEN 'set' THEN p_correction.value_uwh
                WHEN 'scale' THEN round(o.energy_uwh * p_correction.factor)::bigint
                ELSE o.energy_uwh END,
        correction_floor() + p_correction.correction_id, p_correction.channel_key,
        o.place::int,
        coalesce(p_correction.interval_s, o.interval_s, d.reporting_interval_s),
        coalesce(o.late, false), true, p_correction.action = 'remove', false)::reading)
    FROM (SELECT measured_at AS at, ordinality - 1 AS place, r.*
          FROM unnest(p_old) WITH ORDINALITY AS r
          UNION ALL
          SELECT p_correction.starts_at, 0, (NULL::reading).*, 1
          WHERE p_correction.action = 'set' AND cardinality(p_old) = 0) AS o
    JOIN channel d ON d.channel_key = p_correction.channel_key
$$;

-- Like corrected_readings, for registers. The intervals between them are derived afterwards.
CREATE OR REPLACE FUNCTION corrected_registers(p_correction correction, p_old register_reading[])
RETURNS register_reading[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(ROW(
        at, CASE WHEN p_correction.action IN ('set', 'swap') THEN p_correction.value_uwh
                 WHEN p_correction.action = 'scale'
                     THEN round(o.register_uwh * p_correction.factor)::bigint
                 ELSE o.register_uwh END,
        correction_floor() + p_correction.correction_id, NULL, NULL,
        CASE WHEN p_correction.action = 'swap' THEN p_correction.next_value_uwh
             WHEN p_correction.action = 'scale'
                 THEN round(o.goes_on_from_uwh * p_correction.factor)::bigint END,
        p_correction.channel_key, o.place::int,
        CASE WHEN p_correction.action = 'remove' THEN 'removed' ELSE 'new' END, false,
        coalesce(o.late, false), true, p_correction.action = 'remove', false)::register_reading)
    FROM (SELECT measured_at AS at, ordinality - 1 AS place, r.*
          FROM unnest(p_old) WITH ORDINALITY AS r
          UNION ALL
          SELECT p_correction.starts_at, 0, (NULL::register_reading).*, 1
          WHERE p_correction.action IN ('set', 'swap') AND cardinality(p_old) = 0) AS o
$$;

-- Replace the given readings by the corrected ones; the previous values are kept as versions.
-- A reading may not exist yet.
CREATE OR REPLACE FUNCTION correct_readings(
    p_old reading[], p_new reading[], p_correction_id bigint, p_now timestamptz
) RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_changes hour_change[];
BEGIN
    INSERT INTO reading_version (source, source_index, channel_key, measured_at, energy_uwh,
                                 interval_s, late, removed, value_estimated, superseded_at)
    SELECT source, source_index, channel_key, measured_at, energy_uwh, interval_s, late, removed,
           value_estimated, p_now
    FROM unnest(p_old)
    ON CONFLICT DO NOTHING;
    INSERT INTO correction_item
    SELECT p_correction_id, n.source_index, n.measured_at,
           CASE WHEN NOT o.removed THEN o.energy_uwh END,
           CASE WHEN NOT n.removed THEN n.energy_uwh END
    FROM unnest(p_new) AS n LEFT JOIN unnest(p_old) AS o USING (channel_key, measured_at);
    INSERT INTO reading SELECT n.* FROM unnest(p_new) AS n
    ON CONFLICT (channel_key, measured_at) DO UPDATE SET
        energy_uwh = excluded.energy_uwh, interval_s = excluded.interval_s,
        source = excluded.source, source_index = excluded.source_index,
        corrected = excluded.corrected, removed = excluded.removed,
        value_estimated = excluded.value_estimated;
    SELECT array_agg(ROW(c.channel_key, c.hour, c.energy_uwh, c.reading_count, c.covered_s,
                         c.estimated_count, c.unknown_count, c.corrected_count,
                         c.late_count)::hour_change)
    INTO v_changes
    FROM (SELECT -1 AS sign, o.* FROM unnest(p_old) AS o
          UNION ALL SELECT 1, n.* FROM unnest(p_new) AS n) AS r
    JOIN channel d USING (channel_key),
    LATERAL changes_of_reading(r.channel_key, r.measured_at, r.energy_uwh, r.interval_s,
                               r.value_estimated, r.corrected, r.late, r.removed, d.time_zone,
                               r.sign) AS c;
    RETURN v_changes;
END $$;

-- Like correct_readings, for registers; the intervals between follow.
CREATE OR REPLACE FUNCTION correct_registers(
    p_old register_reading[], p_new register_reading[], p_correction_id bigint,
    p_now timestamptz
) RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_channel_key int := p_new[1].channel_key;
    v_at timestamptz[] := ARRAY(SELECT n.measured_at FROM unnest(p_new) AS n);
    v_changes hour_change[];
BEGIN
    INSERT INTO register_version
    SELECT source, source_index, channel_key, measured_at, register_uwh, goes_on_from_uwh, late,
           removed, p_now, value_estimated
    FROM unnest(p_old)
    ON CONFLICT DO NOTHING;
    INSERT INTO correction_item
    SELECT p_correction_id, n.source_index, n.measured_at,
           CASE WHEN NOT o.removed THEN o.register_uwh END,
           CASE WHEN NOT n.removed THEN n.register_uwh END
    FROM unnest(p_new) AS n LEFT JOIN unnest(p_old) AS o USING (channel_key, measured_at);
    v_changes := take_out_registers(array_fill(v_channel_key, ARRAY[cardinality(v_at)]), v_at);
    INSERT INTO register_reading SELECT n.* FROM unnest(p_new) AS n
    ON CONFLICT (channel_key, measured_at) DO UPDATE SET
        register_uwh = excluded.register_uwh, goes_on_from_uwh = excluded.goes_on_from_uwh,
        source = excluded.source, source_index = excluded.source_index,
        state = excluded.state, corrected = excluded.corrected, removed = excluded.removed,
        value_estimated = excluded.value_estimated;
    RETURN v_changes || derive_changed(v_channel_key, v_at);
END $$;
