-- Energy of the interval that ends at a register, as changes of its hours.
CREATE OR REPLACE FUNCTION changes_of_register(
    p_register register_reading, p_time_zone text, p_sign int
) RETURNS TABLE (
    channel_key int, hour timestamptz, energy_uwh bigint, reading_count int, covered_s int,
    estimated_count int, unknown_count int, corrected_count int, late_count int
) LANGUAGE sql STABLE AS $$
    SELECT c.* FROM changes_of_reading(
        p_register.channel_key, p_register.since, p_register.energy_uwh,
        extract(epoch FROM p_register.measured_at - p_register.since)::int,
        p_register.estimated, p_register.corrected, p_register.late, false,
        p_time_zone, p_sign) AS c
    WHERE p_register.since IS NOT NULL
    UNION ALL
    SELECT p_register.channel_key, date_trunc('hour', p_register.measured_at, p_time_zone),
           0, 0, 0, 0, 0, p_sign, 0
    WHERE p_register.removed
$$;

-- Remove the intervals that end at these registers from the hours, before the registers change.
CREATE OR REPLACE FUNCTION take_out_registers(p_channel_key int[], p_measured_at timestamptz[])
RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_changes hour_change[];
BEGIN
    WITH old AS MATERIALIZED (
        SELECT r, d.time_zone
        FROM unnest(p_channel_key, p_measured_at) AS k(channel_key, measured_at)
        JOIN register_reading r USING (channel_key, measured_at)
        JOIN channel d USING (channel_key)
    ), cleared AS (
        UPDATE register_reading r
        SET state = 'new', since = NULL, energy_uwh = NULL, estimated = false
        FROM old o
        WHERE r.channel_key = (o.r).channel_key AND r.measured_at = (o.r).measured_at
    )
    SELECT array_agg(ROW(c.channel_key, c.hour, c.energy_uwh, c.reading_count, c.covered_s,
                         c.estimated_count, c.unknown_count, c.corrected_count,
                         c.late_count)::hour_change)
    INTO v_changes
    FROM old o, LATERAL changes_of_register(o.r, o.time_zone, -1) AS c;
    RETURN v_changes;
END $$;

-- Derive again what a change at p_changed_at affects; until: up to where everything is decided.
-- The caller holds the device's row. p_likely: the likely number of rows.
CREATE OR REPLACE FUNCTION derive_registers(
    p_channel_key int, p_time_zone text, p_changed_at timestamptz, p_likely int,
    OUT changes hour_change[], OUT until timestamptz
) LANGUAGE plpgsql AS $$
DECLARE
    v_from timestamptz;
    v_rows register_reading[];
    v_complete boolean;
    v_is record;
BEGIN
    -- Registers look at most three ahead: the fifth before the change cannot be affected.
    SELECT measured_at INTO v_from FROM register_reading
    WHERE channel_key = p_channel_key AND NOT removed
      AND state NOT IN ('new', 'spike', 'glitch', 'waiting')
      AND measured_at <= (
          SELECT measured_at FROM register_reading
          WHERE channel_key = p_channel_key AND NOT removed AND measured_at < p_changed_at
          ORDER BY measured_at DESC OFFSET 4 LIMIT 1)
    ORDER BY measured_at DESC LIMIT 1;
    LOOP
        v_rows := ARRAY(
            SELECT r FROM register_reading r
            WHERE channel_key = p_channel_key AND NOT removed
              AND measured_at >= coalesce(v_from, '-infinity')
            ORDER BY measured_at LIMIT p_likely);
        v_complete := cardinality(v_rows) < p_likely;
        v_is := fold_registers(v_rows, p_changed_at, v_from IS NOT NULL, v_complete);
        EXIT WHEN v_is.decided IS NOT NULL;
        p_likely := p_likely * 8;
    END LOOP;
    until := CASE WHEN v_complete AND v_is.decided = cardinality(v_rows) THEN 'infinity'
                  ELSE (v_rows[v_is.decided]).measured_at END;

    WITH derived AS MATERIALIZED (
        SELECT o AS old, d.state, d.since, d.energy_uwh, d.estimated
        FROM unnest(v_rows, v_is.states, v_is.sinces, v_is.energies, v_is.estimates)
             WITH ORDINALITY AS d(measured_at, register_uwh, source, old_since, old_energy_uwh,
                                  goes_on_from_uwh, channel_key, source_index, old_state,
                                  old_estimated, late, corrected, removed, value_estimated,
                                  state, since, energy_uwh, estimated, number),
             LATERAL (SELECT v_rows[d.number] AS o) AS l
        WHERE d.number <= v_is.decided
          AND (d.old_state, d.old_since, d.old_energy_uwh, d.old_estimated)
              IS DISTINCT FROM (d.state, d.since, d.energy_uwh, d.estimated)
    ), written AS (
        UPDATE register_reading r
        SET state = d.state, since = d.since, energy_uwh = d.energy_uwh,
            estimated = d.estimated
        FROM derived d
        WHERE r.channel_key = p_channel_key AND r.measured_at = (d.old).measured_at
        RETURNING r
    ), change AS (
        SELECT c.* FROM derived d, LATERAL changes_of_register(d.old, p_time_zone, -1) AS c
        UNION ALL
        SELECT c.* FROM written w, LATERAL changes_of_register(w.r, p_time_zone, 1) AS c
    )
    SELECT array_agg(ROW(channel_key, hour, energy_uwh, reading_count, covered_s,
                         estimated_count, unknown_count, corrected_count,
                         late_count)::hour_change)
    INTO changes FROM change;
END $$;

-- Derive what changes at these moments affect, each device's in order of time.
CREATE OR REPLACE FUNCTION derive_touched(p_channel_key int[], p_measured_at timestamptz[])
RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_touched record;
    v_channel_key int := -1;
    v_until timestamptz;
    v_some hour_change[];
    v_changes hour_change[];
BEGIN
    FOR v_touched IN
        SELECT k.channel_key, k.measured_at, d.time_zone,
               (count(*) OVER (PARTITION BY k.channel_key))::int AS likely
        FROM unnest(p_channel_key, p_measured_at) AS k(channel_key, measured_at)
        JOIN channel d USING (channel_key)
        ORDER BY 1, 2
    LOOP
        CONTINUE WHEN v_touched.channel_key = v_channel_key AND v_touched.measured_at <= v_until;
        SELECT changes, until INTO v_some, v_until
        FROM derive_registers(v_touched.channel_key, v_touched.time_zone, v_touched.measured_at,
                              v_touched.likely + 16);
        v_changes := v_changes || v_some;
        v_channel_key := v_touched.channel_key;
    END LOOP;
    RETURN v_changes;
END $$;

-- Like derive_touched, for registers of one device that a person changed: removed ones
-- count as corrections of their hours.
CREATE OR REPLACE FUNCTION derive_changed(p_channel_key int, p_at timestamptz[])
RETURNS hour_change[] LANGUAGE plpgsql AS $$
DECLARE
    v_removed hour_change[];
BEGIN
    SELECT array_agg(ROW(c.channel_key, c.hour, c.energy_uwh, c.reading_count, c.covered_s,
                         c.estimated_count, c.unknown_count, c.corrected_count,
                         c.late_count)::hour_change)
    INTO v_removed
    FROM register_reading r JOIN channel d USING (channel_key),
    LATERAL changes_of_register(r, d.time_zone, 1) AS c
    WHERE r.channel_key = p_channel_key AND r.measured_at = ANY (p_at) AND r.removed;
    RETURN v_removed
        || derive_touched(array_fill(p_channel_key, ARRAY[cardinality(p_at)]), p_at);
END $$;
