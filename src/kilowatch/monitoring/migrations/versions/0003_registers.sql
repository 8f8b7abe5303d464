-- What the counter of a meter showed, in µWh, at whole seconds. `since`, `energy_uwh` and
-- `estimated` are derived: the interval that ends here, since the register before that counts.
-- state: see judge_register; goes_on_from_uwh: the meter was swapped at this moment, the new
-- one started from there.
-- Not partitioned: neighbours in time are looked up over the edges of months, which one
-- b-tree finds in one descent.
CREATE TABLE register_reading (
    measured_at timestamptz NOT NULL,
    register_uwh bigint NOT NULL,
    source bigint NOT NULL,
    since timestamptz,
    energy_uwh bigint,
    goes_on_from_uwh bigint,
    device_key int NOT NULL,
    source_index int NOT NULL,
    state text NOT NULL DEFAULT 'new',
    estimated boolean NOT NULL DEFAULT false,
    late boolean NOT NULL DEFAULT false,
    corrected boolean NOT NULL DEFAULT false,
    removed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (device_key, measured_at)
)
--;
-- Register values that do not count, as reading_version for readings.
CREATE TABLE register_version (
    source bigint NOT NULL,
    source_index int NOT NULL,
    device_key int NOT NULL,
    measured_at timestamptz NOT NULL,
    register_uwh bigint NOT NULL,
    goes_on_from_uwh bigint,
    late boolean NOT NULL,
    removed boolean NOT NULL,
    superseded_at timestamptz NOT NULL,
    PRIMARY KEY (source, source_index)
)
--;
CREATE INDEX register_version_reading ON register_version (device_key, measured_at)
--;
ALTER TABLE set_aside_reading
    ADD COLUMN register_uwh bigint,
    ALTER COLUMN energy_uwh DROP NOT NULL
--;
-- Whether a step in so much time is at most four times the pace of another one.
CREATE FUNCTION believable(
    p_step_uwh bigint, p_took interval, p_like_uwh bigint, p_like_took interval
) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(
        p_step_uwh::numeric * extract(epoch FROM p_like_took)
        <= 4 * p_like_uwh::numeric * extract(epoch FROM p_took), false)
$$
--;
-- A value below the register before it, with up to three values that follow. `glitch`: the
-- counter returns (run: how many values are wrong), or the value stands alone. `fallen`: it
-- goes on from the low value. `waiting`: too early to tell.
CREATE FUNCTION judge_fall(
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
END $$
--;
-- Whether a value not below the register before it is one that stands out alone: the counter
-- returns below it, and does not come back up to it at once (then the low one is wrong).
CREATE FUNCTION is_spike(p_base_uwh bigint, v bigint[], goes_on bigint[])
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
END $$
--;
-- What a register is to the one before that counts (p_base…; p_pace… is the interval that
-- ended there). Arrays hold the value and up to three that follow.
--   counted   energy is the difference
--   rollover  the counter wrapped at a power of ten
--   reset     it began anew: what it shows is used since, where that is believable (and not
--             0); else nothing is known of the time between
--   swap      an administrator said so
--   absurd    a step above 1,000,000 kWh: not counted, the series goes on from here
--   spike, glitch, waiting: does not count (yet)
CREATE FUNCTION judge_register(
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
                      WHEN v[1] - p_base_uwh > 1000000000000000 THEN 'absurd'
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
END $$
--;
-- Energy of the interval that ends at a register, as changes of its hours.
CREATE FUNCTION changes_of_register(p_register register_reading, p_time_zone text, p_sign int)
RETURNS TABLE (
    device_key int, hour timestamptz, energy_uwh bigint, reading_count int, covered_s int,
    estimated_count int, unknown_count int, corrected_count int, late_count int
) LANGUAGE sql STABLE AS $$
    SELECT c.* FROM changes_of_reading(
        p_register.device_key, p_register.since, p_register.energy_uwh,
        extract(epoch FROM p_register.measured_at - p_register.since)::int,
        p_register.estimated, p_register.corrected, p_register.late, false,
        p_time_zone, p_sign) AS c
    WHERE p_register.since IS NOT NULL
    UNION ALL
    SELECT p_register.device_key, date_trunc('hour', p_register.measured_at, p_time_zone),
           0, 0, 0, 0, 0, p_sign, 0
    WHERE p_register.removed
$$
