-- Of several rows for one moment the last counts, any measured one before an estimated one.
-- Returns how many others said the same (repeated), and how many another value (differing).
--
-- No nested loops in these two: rows that only their own transaction sees are in no statistics,
-- and what the planner takes for one row may be a million.
CREATE OR REPLACE FUNCTION sift_import(p_import_id bigint, OUT repeated int, OUT differing int)
LANGUAGE sql SET enable_nestloop = off AS $$
    WITH ranked AS (
        SELECT line, value_uwh, row_number() OVER w AS place,
               first_value(value_uwh) OVER w AS counts_uwh
        FROM import_row WHERE import_id = p_import_id
        WINDOW w AS (PARTITION BY measured_at ORDER BY value_estimated, line DESC)
    ), gone AS (
        DELETE FROM import_row r USING ranked k
        WHERE r.import_id = p_import_id AND r.line = k.line AND k.place > 1
        RETURNING k.value_uwh <> k.counts_uwh AS differs
    )
    SELECT count(*) FILTER (WHERE NOT differs), count(*) FILTER (WHERE differs) FROM gone
$$;

-- What the rows of an import would meet in the database. A measured value is new where only an
-- estimated one is stored, and an estimated one is the same as a measured one that equals it.
-- others: stored readings within the period at moments that no row has, which count beside them.
CREATE OR REPLACE FUNCTION compare_import(
    p_import_id bigint, p_channel_key int, p_of_registers boolean, p_interval_s int,
    OUT total int, OUT new int, OUT same int, OUT conflicting int, OUT others int,
    OUT starts_at timestamptz, OUT last_at timestamptz, OUT sum_uwh numeric
) LANGUAGE plpgsql SET enable_nestloop = off AS $$
BEGIN
    SELECT count(*), min(w.measured_at), max(w.measured_at), sum(w.value_uwh)
    INTO total, starts_at, last_at, sum_uwh
    FROM import_row w WHERE w.import_id = p_import_id;
    IF p_of_registers THEN
        SELECT count(*) FILTER (WHERE w.line IS NOT NULL
                                AND (w.value_estimated OR NOT o.value_estimated)),
               count(*) FILTER (WHERE (o.register_uwh, o.removed)
                                      IS NOT DISTINCT FROM (w.value_uwh, false)
                                AND (w.value_estimated OR NOT o.value_estimated)),
               count(*) FILTER (WHERE w.line IS NULL)
        INTO conflicting, same, others
        FROM register_reading o
        LEFT JOIN import_row w ON w.import_id = p_import_id AND w.measured_at = o.measured_at
        WHERE o.channel_key = p_channel_key AND o.measured_at BETWEEN starts_at AND last_at;
    ELSE
        SELECT count(*) FILTER (WHERE w.line IS NOT NULL
                                AND (w.value_estimated OR NOT o.value_estimated)),
               count(*) FILTER (WHERE (o.energy_uwh, o.interval_s, o.removed)
                                      IS NOT DISTINCT FROM
                                      (w.value_uwh, coalesce(w.interval_s, p_interval_s), false)
                                AND (w.value_estimated OR NOT o.value_estimated)),
               count(*) FILTER (WHERE w.line IS NULL)
        INTO conflicting, same, others
        FROM reading o
        LEFT JOIN import_row w ON w.import_id = p_import_id AND w.measured_at = o.measured_at
        WHERE o.channel_key = p_channel_key AND o.measured_at BETWEEN starts_at AND last_at;
    END IF;
    new := total - conflicting;
    conflicting := conflicting - same;
END $$;

-- Whether a value was corrected by a person. One that came with an import was told first.
CREATE OR REPLACE FUNCTION is_made_by_hand(p_source bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT p_source >= correction_floor()
       AND NOT EXISTS (SELECT 1 FROM import_job
                       WHERE import_id = p_source - correction_floor())
$$;

-- Whether readings that begin in an hour, or registers that end in it, came with a file.
CREATE OR REPLACE FUNCTION was_imported(p_channel_key int, p_hour timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM reading r JOIN import_job j ON j.import_id = r.source - correction_floor()
        WHERE r.channel_key = p_channel_key
          AND r.measured_at >= p_hour AND r.measured_at < p_hour + interval '1 hour')
    OR EXISTS (
        SELECT 1 FROM register_reading r
        JOIN import_job j ON j.import_id = r.source - correction_floor()
        WHERE r.channel_key = p_channel_key
          AND r.measured_at > p_hour AND r.measured_at <= p_hour + interval '1 hour')
$$;
