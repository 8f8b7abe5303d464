-- Whether a step in some time is at most four times the pace of another one.
CREATE OR REPLACE FUNCTION believable(
    p_step_uwh bigint, p_took interval, p_like_uwh bigint, p_like_took interval
) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(
        p_step_uwh::numeric * extract(epoch FROM p_like_took)
        <= 4 * p_like_uwh::numeric * extract(epoch FROM p_took), false)
$$;

-- A value below the previous register, with up to three values that follow. `glitch`: the
-- counter recovers (run: how many values are wrong), or the value stands alone. `fallen`: it
-- continues from the low value. `waiting`: too early to decide.
CREATE OR REPLACE FUNCTION judge_fall(
    p_base_uwh bigint, v bigint[], t timestamptz[], goes_on bigint[],
    OUT verdict text, OUT run int
) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    n int := cardinality(v);
BEGIN
    run := 1;
    FOR j IN 2..n LOOP
        IF v[j] >= p_base_uwh THEN
            verdict := 'fallen';
            IF j = 2 OR NOT believable(v[j] - v[j - 1], t[j] - t[j - 1],
                                       v[j - 1] - v[1], t[j - 1] - t[1]) THEN
                verdict := 'glitch';
                run := j - 1;
            END IF;
            RETURN;
        ELSIF v[j] < v[j - 1] THEN
            verdict := CASE WHEN j = 2 THEN 'glitch' ELSE 'fallen' END;
            RETURN;
        ELSIF goes_on[j] IS NOT NULL THEN
            verdict := 'fallen';
            RETURN;
        END IF;
    END LOOP;
    verdict := CASE WHEN n = 4 OR v[n] > v[1] THEN 'fallen' ELSE 'waiting' END;
END $$;

-- Whether a value not below the register before it is one that stands out alone: the counter
-- returns below it, and does not come back up to it at once (then the low one is wrong).
CREATE OR REPLACE FUNCTION is_spike(p_base_uwh bigint, v bigint[], goes_on bigint[])
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    FOR j IN 2..least(cardinality(v), 3) LOOP
        IF v[j] >= p_base_uwh THEN
            RETURN v[j] < v[1]
               AND NOT (goes_on[j] IS NULL AND coalesce(v[j + 1] >= v[1], false));
        ELSIF goes_on[j] IS NOT NULL THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN false;
END $$;

-- What a register is to the one before that counts (p_base…; p_pace… is the interval that
-- ended there). Arrays hold the value and up to three that follow.
--   counted   energy is the difference
--   rollover  the counter wrapped at a power of ten
--   reset     it began anew: what it shows is used since, where that is believable (and not
--             0); else nothing is known of the time between
--   swap      an administrator said so
--   absurd    a step above 1,000,000 kWh: not counted, the series goes on from here
--   spike, glitch, waiting: does not count (yet)
CREATE OR REPLACE FUNCTION judge_register(
    p_base_uwh bigint, p_base_at timestamptz, p_pace_uwh bigint, p_pace_took interval,
    v bigint[], t timestamptz[], goes_on bigint[],
    OUT state text, OUT energy_uwh bigint, OUT estimated boolean, OUT run int
) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    v_took interval := t[1] - p_base_at;
    v_next_uwh bigint := v[2] - v[1];
    v_next_took interval := t[2] - t[1];
    v_capacity numeric;
BEGIN
    run := 1;
    estimated := false;
    IF goes_on[1] IS NOT NULL THEN
        state := 'swap';
        energy_uwh := CASE WHEN v[1] >= p_base_uwh THEN v[1] - p_base_uwh END;
        RETURN;
    END IF;
    IF v[1] >= p_base_uwh THEN
        state := CASE WHEN is_spike(p_base_uwh, v, goes_on) THEN 'spike'
                      WHEN v[1] - p_base_uwh > max_reading_uwh() THEN 'absurd'
                      ELSE 'counted' END;
        energy_uwh := CASE WHEN state = 'counted' THEN v[1] - p_base_uwh END;
        RETURN;
    END IF;
    SELECT f.verdict, f.run INTO state, run FROM judge_fall(p_base_uwh, v, t, goes_on) AS f;
    IF state <> 'fallen' THEN
        RETURN;
    END IF;
    -- Capacities are powers of ten from 1,000 kWh (10^12 µWh) on.
    v_capacity := power(10::numeric, greatest(12, length(p_base_uwh::text)));
    IF p_base_uwh >= v_capacity * 0.9
       AND (believable((v_capacity - p_base_uwh + v[1])::bigint, v_took, p_pace_uwh, p_pace_took)
            OR believable((v_capacity - p_base_uwh + v[1])::bigint, v_took,
                          v_next_uwh, v_next_took)) THEN
        state := 'rollover';
        energy_uwh := (v_capacity - p_base_uwh + v[1])::bigint;
        RETURN;
    END IF;
    state := 'reset';
    IF v[1] > 0 AND (believable(v[1], v_took, p_pace_uwh, p_pace_took)
                     OR believable(v[1], v_took, v_next_uwh, v_next_took)) THEN
        energy_uwh := v[1];
        estimated := true;
    END IF;
END $$;

-- Go through registers in order of time and say what each is; energy is estimated where the
-- utility estimated one of its two registers. A rule looks at the register before that counts
-- and at three values ahead, so what is decided depends on neighbours only. It ends where, after
-- p_changed_at, a register that counts is what it was: from there on all is as before (decided:
-- its number). NULL: the rows given do not reach that far.
CREATE OR REPLACE FUNCTION fold_registers(
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
    v_told boolean[] := ARRAY(SELECT r.value_estimated FROM unnest(p_rows) AS r);
    i int := 1;
    v_base_uwh bigint;
    v_base_at timestamptz;
    v_base_told boolean;
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
              AND (i = n OR v[i + 1] >= v[i]) AND v[i] - v_base_uwh <= max_reading_uwh() THEN
            -- The ordinary case, without a call.
            states[i] := 'counted';
            sinces[i] := v_base_at;
            energies[i] := v[i] - v_base_uwh;
            estimates[i] := v_base_told OR v_told[i];
        ELSE
            v_is := judge_register(v_base_uwh, v_base_at, v_pace_uwh, v_pace_took,
                                   v[i:i + 3], t[i:i + 3], goes_on[i:i + 3]);
            FOR j IN i..least(i + v_is.run - 1, n) LOOP
                states[j] := v_is.state;
                sinces[j] := CASE WHEN v_is.energy_uwh IS NOT NULL THEN v_base_at END;
                energies[j] := v_is.energy_uwh;
                estimates[j] := v_is.estimated
                    OR v_is.energy_uwh IS NOT NULL AND (v_base_told OR v_told[j]);
            END LOOP;
            IF v_is.state IN ('spike', 'glitch', 'waiting') THEN
                i := i + v_is.run;
                CONTINUE;
            END IF;
        END IF;
        v_base_uwh := coalesce(goes_on[i], v[i]);
        v_base_at := t[i];
        v_base_told := v_told[i];
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
END $$;
