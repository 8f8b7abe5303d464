-- Registers for moments that have one already, by the rules of settle_intervals.
CREATE OR REPLACE FUNCTION settle_register_entries(
    p_registers register_entry[], p_dispatched_at timestamptz, p_now timestamptz,
    OUT changes hour_change[], OUT corrected int,
    OUT touched_key int[], OUT touched_at timestamptz[]
) LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_outcome register_reading[];
BEGIN
    WITH contested AS MATERIALIZED (
        SELECT b.channel_key, b.measured_at, b.register_uwh, NULL::bigint AS goes_on_from_uwh,
               b.source, b.source_index, false AS removed, false AS value_estimated,
               is_late(b.measured_at, p_dispatched_at, d.known_since) AS late
        FROM unnest(p_registers) AS b
        JOIN channel d USING (channel_key)
        JOIN register_reading r USING (channel_key, measured_at)
        WHERE d.takes_readings AND (b.source, b.source_index) <> (r.source, r.source_index)
    ), standing AS MATERIALIZED (
        SELECT r FROM (SELECT DISTINCT channel_key, measured_at FROM contested) AS c
        JOIN register_reading r USING (channel_key, measured_at)
    ), claim AS MATERIALIZED (
        SELECT * FROM contested
        UNION
        SELECT (r).channel_key, (r).measured_at, (r).register_uwh, (r).goes_on_from_uwh,
               (r).source, (r).source_index, (r).removed, (r).value_estimated, (r).late
        FROM standing
    ), winner AS MATERIALIZED (
        SELECT DISTINCT ON (channel_key, measured_at) *
        FROM claim
        ORDER BY channel_key, measured_at, value_estimated, source DESC, source_index DESC
    ), rival AS MATERIALIZED (
        SELECT c.*, (c.register_uwh, c.goes_on_from_uwh, c.removed) IS DISTINCT FROM
                    (w.register_uwh, w.goes_on_from_uwh, w.removed) AS differs,
               w.source AS winning_source, w.source_index AS winning_index
        FROM claim c JOIN winner w USING (channel_key, measured_at)
    ), kept AS (
        INSERT INTO register_version
        SELECT source, source_index, channel_key, measured_at, register_uwh, goes_on_from_uwh,
               late, removed, p_now, value_estimated
        FROM rival
        WHERE (source, source_index) <> (winning_source, winning_index)
          AND (differs OR winning_source >= correction_floor())
        ORDER BY 1, 2
        ON CONFLICT DO NOTHING
    ), outcome AS (
        SELECT ROW(w.measured_at, w.register_uwh, w.source, NULL, NULL, w.goes_on_from_uwh,
                   w.channel_key, w.source_index, 'new', false, f.late,
                   (s.r).corrected OR f.differs, w.removed,
                   w.value_estimated)::register_reading AS r,
               (w.register_uwh, w.goes_on_from_uwh, w.removed) IS DISTINCT FROM
               ((s.r).register_uwh, (s.r).goes_on_from_uwh, (s.r).removed) AS revalued
        FROM winner w
        JOIN standing s ON (s.r).channel_key = w.channel_key
                       AND (s.r).measured_at = w.measured_at
        JOIN (SELECT channel_key, measured_at, bool_or(differs) AS differs,
                     bool_and(late) FILTER (WHERE NOT differs) AS late
              FROM rival WHERE NOT value_estimated GROUP BY 1, 2) AS f
          ON f.channel_key = w.channel_key AND f.measured_at = w.measured_at
        WHERE (w.source, w.source_index, f.late, (s.r).corrected OR f.differs)
              IS DISTINCT FROM
              ((s.r).source, (s.r).source_index, (s.r).late, (s.r).corrected)
    )
    SELECT array_agg(o.r), count(*) FILTER (WHERE o.revalued),
           array_agg((o.r).channel_key), array_agg((o.r).measured_at)
    INTO v_outcome, corrected, touched_key, touched_at FROM outcome o;

    changes := take_out_registers(touched_key, touched_at);
    UPDATE register_reading r
    SET register_uwh = o.register_uwh, goes_on_from_uwh = o.goes_on_from_uwh,
        source = o.source, source_index = o.source_index, late = o.late,
        corrected = o.corrected, removed = o.removed, value_estimated = o.value_estimated
    FROM unnest(v_outcome) AS o
    WHERE r.channel_key = o.channel_key AND r.measured_at = o.measured_at;
END $$;

-- Registers of known devices, as changes of hours. Differences are taken between neighbors
-- in time, so the rows of the devices are locked: batches derive one after the other.
CREATE OR REPLACE FUNCTION store_register_entries(
    p_registers register_entry[], p_dispatched_at timestamptz, p_now timestamptz,
    OUT stored int, OUT corrected int, OUT changes hour_change[]
) LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_key int[];
    v_at timestamptz[];
    v_settled record;
BEGIN
    PERFORM 1 FROM (SELECT channel_key FROM channel
                    WHERE channel_key = ANY (
                        ARRAY(SELECT r.channel_key FROM unnest(p_registers) AS r))
                    ORDER BY channel_key FOR NO KEY UPDATE) AS held;
    WITH batch AS MATERIALIZED (
        SELECT DISTINCT ON (b.channel_key, b.measured_at) b.*,
               is_late(b.measured_at, p_dispatched_at, d.known_since) AS late
        FROM unnest(p_registers) AS b
        JOIN channel d USING (channel_key)
        WHERE d.takes_readings
        ORDER BY b.channel_key, b.measured_at, b.source DESC, b.source_index DESC
    ), fresh AS (
        INSERT INTO register_reading (channel_key, measured_at, register_uwh, source,
                                      source_index, late)
        SELECT channel_key, measured_at, register_uwh, source, source_index, late FROM batch
        ON CONFLICT DO NOTHING
        RETURNING channel_key, measured_at
    )
    SELECT count(*), array_agg(channel_key), array_agg(measured_at)
    INTO stored, v_key, v_at FROM fresh;

    corrected := 0;
    IF stored < cardinality(p_registers) THEN
        v_settled := settle_register_entries(p_registers, p_dispatched_at, p_now);
        corrected := v_settled.corrected;
        changes := v_settled.changes;
        v_key := v_key || v_settled.touched_key;
        v_at := v_at || v_settled.touched_at;
    END IF;
    changes := changes || derive_touched(v_key, v_at);
END $$;
