-- Readings for intervals that have one already. The higher source counts, but any of a meter
-- before one that the utility estimated; a value that does not count is kept as a version. Under a
-- correction by a person every value of the meter is kept, even an equal one, so that undoing the
-- correction can restore it.
-- What came before from the very same source is unchanged.
CREATE OR REPLACE FUNCTION settle_intervals(
    p_intervals interval_entry[], p_dispatched_at timestamptz, p_now timestamptz,
    OUT differences hour_change[], OUT corrected int
) LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    WITH contested AS MATERIALIZED (
        SELECT b.channel_key, b.measured_at, b.energy_uwh, b.source, b.source_index,
               coalesce(b.interval_s, d.reporting_interval_s) AS interval_s,
               is_late(b.measured_at + make_interval(secs =>
                           coalesce(b.interval_s, d.reporting_interval_s, 0)),
                       p_dispatched_at, d.known_since) AS late
        FROM unnest(p_intervals) AS b
        JOIN channel d USING (channel_key)
        JOIN reading r USING (channel_key, measured_at)
        WHERE d.takes_readings
          AND (b.source, b.source_index) <> (r.source, r.source_index)
    ), standing AS MATERIALIZED (
        SELECT r.channel_key, r.measured_at, r.energy_uwh, r.interval_s, r.source,
               r.source_index, r.late, r.corrected, r.removed, r.value_estimated
        FROM (SELECT DISTINCT channel_key, measured_at FROM contested) AS c
        JOIN reading r USING (channel_key, measured_at)
        ORDER BY r.channel_key, r.measured_at
        FOR UPDATE OF r
    ), claim AS MATERIALIZED (
        SELECT channel_key, measured_at, energy_uwh, interval_s, source, source_index, late,
               false AS removed, false AS value_estimated
        FROM contested
        UNION
        SELECT channel_key, measured_at, energy_uwh, interval_s, source, source_index, late,
               removed, value_estimated
        FROM standing
    ), winner AS MATERIALIZED (
        SELECT DISTINCT ON (channel_key, measured_at) *
        FROM claim
        ORDER BY channel_key, measured_at, value_estimated, source DESC, source_index DESC
    ), rival AS MATERIALIZED (
        SELECT c.*, (c.energy_uwh, c.interval_s, c.removed)
                    IS DISTINCT FROM (w.energy_uwh, w.interval_s, w.removed) AS differs,
               w.source AS winning_source, w.source_index AS winning_index
        FROM claim c JOIN winner w USING (channel_key, measured_at)
    ), outcome AS MATERIALIZED (
        SELECT w.channel_key, w.measured_at, w.energy_uwh, w.interval_s, w.source,
               w.source_index, w.removed, w.value_estimated, f.late,
               s.corrected OR f.differs AS corrected
        FROM winner w JOIN standing s USING (channel_key, measured_at)
        JOIN (SELECT channel_key, measured_at, bool_or(differs) AS differs,
                     bool_and(late) FILTER (WHERE NOT differs) AS late
              FROM rival WHERE NOT value_estimated GROUP BY 1, 2) AS f USING (channel_key, measured_at)
    ), replaced AS (
        UPDATE reading r
        SET energy_uwh = o.energy_uwh, interval_s = o.interval_s, source = o.source,
            source_index = o.source_index, removed = o.removed, late = o.late,
            corrected = o.corrected, value_estimated = o.value_estimated
        FROM outcome o
        WHERE r.channel_key = o.channel_key AND r.measured_at = o.measured_at
          AND ((r.source, r.source_index) < (o.source, o.source_index)
               OR r.late <> o.late OR r.corrected <> o.corrected
               OR r.value_estimated <> o.value_estimated)
        RETURNING r.channel_key
    ), kept AS (
        INSERT INTO reading_version
              (source, source_index, channel_key, measured_at, energy_uwh, interval_s, late,
               removed, value_estimated, superseded_at)
        SELECT source, source_index, channel_key, measured_at, energy_uwh, interval_s, late,
               removed, value_estimated, p_now
        FROM rival
        WHERE (source, source_index) <> (winning_source, winning_index)
          AND (differs OR winning_source >= correction_floor())
        ORDER BY 1, 2
        ON CONFLICT DO NOTHING
    ), moved AS (
        SELECT s.channel_key, s.measured_at, d.time_zone,
               s.energy_uwh AS old_uwh, s.interval_s AS old_s, s.corrected AS old_corrected,
               s.late AS old_late, s.removed AS old_removed,
               s.value_estimated AS old_estimated, o.value_estimated AS new_estimated,
               o.energy_uwh AS new_uwh, o.interval_s AS new_s, o.corrected AS new_corrected,
               o.late AS new_late, o.removed AS new_removed,
               (s.energy_uwh, s.interval_s, s.removed)
               IS DISTINCT FROM (o.energy_uwh, o.interval_s, o.removed) AS revalued
        FROM standing s JOIN outcome o USING (channel_key, measured_at)
        JOIN channel d USING (channel_key)
        WHERE (s.energy_uwh, s.interval_s, s.removed, s.value_estimated, s.corrected, s.late)
              IS DISTINCT FROM
              (o.energy_uwh, o.interval_s, o.removed, o.value_estimated, o.corrected, o.late)
    ), change AS (
        SELECT c.* FROM moved m, LATERAL changes_of_reading(
            m.channel_key, m.measured_at, m.old_uwh, m.old_s, m.old_estimated,
            m.old_corrected, m.old_late, m.old_removed, m.time_zone, -1) AS c
        UNION ALL
        SELECT c.* FROM moved m, LATERAL changes_of_reading(
            m.channel_key, m.measured_at, m.new_uwh, m.new_s, m.new_estimated,
            m.new_corrected, m.new_late, m.new_removed, m.time_zone, 1) AS c
    )
    SELECT (SELECT array_agg(ROW(channel_key, hour, energy_uwh, reading_count, covered_s,
                                 estimated_count, unknown_count, corrected_count,
                                 late_count)::hour_change) FROM change),
           (SELECT count(*) FROM moved WHERE revalued)
    INTO differences, corrected;
END $$;

-- Readings of known devices, as changes of their hours. Statements in here see what was
-- committed before each began. The caller holds the ingest lock.
CREATE OR REPLACE FUNCTION store_intervals(
    p_intervals interval_entry[], p_dispatched_at timestamptz, p_now timestamptz,
    OUT stored int, OUT corrected int, OUT changes hour_change[]
) LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_differences hour_change[];
BEGIN
    corrected := 0;

    -- 1. New ones. Of several for one interval in this batch the last counts.
    WITH batch AS MATERIALIZED (
        SELECT DISTINCT ON (b.channel_key, b.measured_at)
               b.channel_key, b.measured_at, b.energy_uwh, b.source, b.source_index,
               coalesce(b.interval_s, d.reporting_interval_s) AS interval_s,
               is_late(b.measured_at + make_interval(secs =>
                           coalesce(b.interval_s, d.reporting_interval_s, 0)),
                       p_dispatched_at, d.known_since) AS late
        FROM unnest(p_intervals) AS b
        JOIN channel d USING (channel_key)
        WHERE d.takes_readings
        ORDER BY b.channel_key, b.measured_at, b.source DESC, b.source_index DESC
    ), fresh AS (
        INSERT INTO reading
              (channel_key, measured_at, energy_uwh, interval_s, source, source_index, late)
        SELECT channel_key, measured_at, energy_uwh, interval_s, source, source_index, late
        FROM batch
        ON CONFLICT DO NOTHING
        RETURNING channel_key, measured_at, energy_uwh, interval_s, late
    ), change AS (
        SELECT c.* FROM fresh f JOIN channel d USING (channel_key),
        LATERAL changes_of_reading(f.channel_key, f.measured_at, f.energy_uwh, f.interval_s,
                                   false, false, f.late, false, d.time_zone, 1) AS c
    )
    SELECT (SELECT count(*) FROM fresh),
           (SELECT array_agg(ROW(channel_key, hour, energy_uwh, reading_count, covered_s,
                                 estimated_count, unknown_count, 0, late_count)::hour_change)
            FROM (SELECT channel_key, hour, sum(energy_uwh)::bigint AS energy_uwh,
                         sum(reading_count)::int AS reading_count,
                         sum(covered_s)::int AS covered_s,
                         sum(estimated_count)::int AS estimated_count,
                         sum(unknown_count)::int AS unknown_count,
                         sum(late_count)::int AS late_count
                  FROM change GROUP BY 1, 2) AS total)
    INTO stored, changes;

    -- 2. Those whose interval has one already: the same again, or another value.
    IF stored < cardinality(p_intervals) THEN
        SELECT * INTO v_differences, corrected
        FROM settle_intervals(p_intervals, p_dispatched_at, p_now);
        changes := changes || v_differences;
    END IF;
END $$;
