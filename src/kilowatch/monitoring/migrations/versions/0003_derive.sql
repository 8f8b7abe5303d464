-- Go through registers in order of time and say what each is. A rule looks at the register
-- before that counts and at three values ahead, so what is decided depends on neighbours
-- only. It ends where, after p_changed_at, a register that counts is what it was: from there
-- on all is as before (decided: its number). NULL: the rows given do not reach that far.
CREATE FUNCTION fold_registers(
    p_rows register_reading[], p_changed_at timestamptz, p_anchored boolean,
    p_complete boolean,
    OUT states text[], OUT sinces timestamptz[], OUT energies bigint[], OUT estimates boolean[],
    OUT decided int
) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    n int := cardinality(p_rows);
    v bigint[] := ARRAY(SELECT r.register_uwh FROM unnest(p_rows) AS r);
    t timestamptz[] := ARRAY(SELECT r.measured_at FROM unnest(p_rows) AS r);
    goes_on bigint[] := ARRAY(SELECT r.goes_on_from_uwh FROM unnest(p_rows) AS r);
    v_old_state text[] := ARRAY(SELECT r.state FROM unnest(p_rows) AS r);
    v_old_since timestamptz[] := ARRAY(SELECT r.since FROM unnest(p_rows) AS r);
    v_old_energy bigint[] := ARRAY(SELECT r.energy_uwh FROM unnest(p_rows) AS r);
    i int := 1;
    v_base_uwh bigint;
    v_base_at timestamptz;
    v_pace_uwh bigint;
    v_pace_took interval;
    v_is record;
BEGIN
    states := v_old_state;
    sinces := v_old_since;
    energies := v_old_energy;
    estimates := ARRAY(SELECT r.estimated FROM unnest(p_rows) AS r);
    WHILE i <= n LOOP
        IF NOT p_complete AND i > n - 3 THEN
            RETURN;
        END IF;
        IF v_base_uwh IS NULL THEN
            IF NOT p_anchored THEN
                states[i] := 'first';
                sinces[i] := NULL;
                energies[i] := NULL;
                estimates[i] := false;
            END IF;
        ELSIF v[i] >= v_base_uwh AND goes_on[i] IS NULL
              AND (i = n OR v[i + 1] >= v[i]) AND v[i] - v_base_uwh <= 1000000000000000 THEN
            -- The ordinary case, without a call.
            states[i] := 'counted';
            sinces[i] := v_base_at;
            energies[i] := v[i] - v_base_uwh;
            estimates[i] := false;
        ELSE
            v_is := judge_register(v_base_uwh, v_base_at, v_pace_uwh, v_pace_took,
                                   v[i:i + 3], t[i:i + 3], goes_on[i:i + 3]);
            FOR j IN i..least(i + v_is.run - 1, n) LOOP
                states[j] := v_is.state;
                sinces[j] := CASE WHEN v_is.energy_uwh IS NOT NULL THEN v_base_at END;
                energies[j] := v_is.energy_uwh;
                estimates[j] := v_is.estimated;
            END LOOP;
            IF v_is.state IN ('spike', 'glitch', 'waiting') THEN
                i := i + v_is.run;
                CONTINUE;
            END IF;
        END IF;
        v_base_uwh := coalesce(goes_on[i], v[i]);
        v_base_at := t[i];
        v_pace_uwh := energies[i];
        v_pace_took := t[i] - sinces[i];
        IF t[i] > p_changed_at AND states[i] = v_old_state[i]
           AND sinces[i] IS NOT DISTINCT FROM v_old_since[i]
           AND energies[i] IS NOT DISTINCT FROM v_old_energy[i] THEN
            decided := i;
            RETURN;
        END IF;
        i := i + 1;
    END LOOP;
    decided := n;
END $$
--;
-- Derive anew what a change at p_changed_at touches; until: up to where all is decided.
-- The caller holds the device's row. p_likely: how many rows that will likely take.
CREATE FUNCTION derive_registers(
    p_device_key int, p_time_zone text, p_changed_at timestamptz, p_likely int,
    OUT changes hour_change[], OUT until timestamptz
) LANGUAGE plpgsql AS $$
DECLARE
    v_from timestamptz;
    v_rows register_reading[];
    v_complete boolean;
    v_is record;
BEGIN
    -- Registers look at most three ahead: the fifth before the change can not be touched.
    SELECT measured_at INTO v_from FROM register_reading
    WHERE device_key = p_device_key AND NOT removed
      AND state NOT IN ('new', 'spike', 'glitch', 'waiting')
      AND measured_at <= (
          SELECT measured_at FROM register_reading
          WHERE device_key = p_device_key AND NOT removed AND measured_at < p_changed_at
          ORDER BY measured_at DESC OFFSET 4 LIMIT 1)
    ORDER BY measured_at DESC LIMIT 1;
    LOOP
        v_rows := ARRAY(
            SELECT r FROM register_reading r
            WHERE device_key = p_device_key AND NOT removed
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
                                  goes_on_from_uwh, device_key, source_index, old_state,
                                  old_estimated, late, corrected, removed,
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
        WHERE r.device_key = p_device_key AND r.measured_at = (d.old).measured_at
        RETURNING r
    ), change AS (
        SELECT c.* FROM derived d, LATERAL changes_of_register(d.old, p_time_zone, -1) AS c
        UNION ALL
        SELECT c.* FROM written w, LATERAL changes_of_register(w.r, p_time_zone, 1) AS c
    )
    SELECT array_agg(ROW(device_key, hour, energy_uwh, reading_count, covered_s,
                         estimated_count, unknown_count, corrected_count,
                         late_count)::hour_change)
    INTO changes FROM change;
END $$
