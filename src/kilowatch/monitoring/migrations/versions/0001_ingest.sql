-- Take readings of known devices. One call is one transaction and one round trip, so a client
-- that freezes holds no lock. Statements in here see what others committed before each began.
CREATE FUNCTION ingest(
    p_device_key int[], p_measured_at timestamptz[], p_energy_uwh bigint[], p_interval_s int[],
    p_source bigint[], p_source_index int[], p_now timestamptz, p_news_since timestamptz,
    OUT stored int, OUT corrected int, OUT alerts int
) LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_changes hour_change[];
    v_differences hour_change[];
    v_readings int;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(ingest_lock_key());
    corrected := 0;

    -- 1. Those that are new. Of several for one interval in this batch the last counts.
    WITH batch AS MATERIALIZED (
        SELECT DISTINCT ON (b.device_key, b.measured_at)
               b.device_key, b.measured_at, b.energy_uwh, b.source, b.source_index,
               coalesce(b.interval_s, d.reporting_interval_s) AS interval_s
        FROM unnest(p_device_key, p_measured_at, p_energy_uwh, p_interval_s, p_source,
                    p_source_index)
             AS b(device_key, measured_at, energy_uwh, interval_s, source, source_index)
        JOIN device d USING (device_key)
        WHERE NOT d.deleted
        ORDER BY b.device_key, b.measured_at, b.source DESC, b.source_index DESC
    ), fresh AS (
        INSERT INTO reading
              (device_key, measured_at, energy_uwh, interval_s, source, source_index)
        SELECT device_key, measured_at, energy_uwh, interval_s, source, source_index
        FROM batch
        ON CONFLICT DO NOTHING
        RETURNING device_key, measured_at, energy_uwh, interval_s
    ), change AS (
        SELECT change_of.* FROM fresh JOIN device d USING (device_key),
        LATERAL change_of(device_key, measured_at, energy_uwh, interval_s, d.time_zone, 1)
    )
    SELECT (SELECT count(*) FROM fresh),
           (SELECT array_agg(ROW(device_key, hour, energy_uwh, reading_count, covered_s,
                                 estimated_count, unknown_count)::hour_change)
            FROM (SELECT device_key, hour, sum(energy_uwh)::bigint AS energy_uwh,
                         sum(reading_count)::int AS reading_count,
                         sum(covered_s)::int AS covered_s,
                         sum(estimated_count)::int AS estimated_count,
                         sum(unknown_count)::int AS unknown_count
                  FROM change GROUP BY 1, 2) AS total)
    INTO stored, v_changes;

    -- 2. Those that were refused: the same again, or another value for the same interval.
    v_readings := cardinality(p_device_key);
    IF stored < v_readings THEN
        SELECT * INTO v_differences, corrected
        FROM settle_contested(p_device_key, p_measured_at, p_energy_uwh, p_interval_s,
                              p_source, p_source_index, p_now);
    END IF;

    -- 3. The hours.
    alerts := add_to_hours(v_changes || v_differences, p_now, p_news_since);
END $$
