-- An import is a correction that came as a file: it has a row there (action 'set'), its
-- values have the source of that correction, and what it did to each reading stands in
-- correction_item. So corrections and imports stand on top of each other, and are undone, by
-- the same rules.
--   running       rows wait in import_row and are put in, some at a time, by any replica
--   done          all were put in
--   failed        a step could not be done (problem says why); what was put in can be undone
--   undoing       what it brought is taken out, some at a time
--   undo_blocked  a newer correction came on top meanwhile; the rest still stands
--   undone        nothing of it stands
-- options, report: what was asked and what reading the file told, as the API says it; nothing
-- here looks into them.
CREATE TABLE import_job (
    import_id bigint PRIMARY KEY REFERENCES correction (correction_id),
    state text NOT NULL DEFAULT 'running' CHECK (
        state IN ('running', 'done', 'failed', 'undoing', 'undo_blocked', 'undone')),
    file_name text NOT NULL,
    sha256 text NOT NULL,
    size_bytes bigint NOT NULL,
    replaces boolean NOT NULL,
    interval_s int,
    options jsonb NOT NULL,
    report jsonb NOT NULL,
    total int NOT NULL,
    new_count int NOT NULL DEFAULT 0,
    same_count int NOT NULL DEFAULT 0,
    replaced_count int NOT NULL DEFAULT 0,
    kept_count int NOT NULL DEFAULT 0,
    undo_by uuid,
    undo_after int NOT NULL DEFAULT 0,
    undone_count int NOT NULL DEFAULT 0,
    problem text,
    finished_at timestamptz
)
--;
CREATE INDEX import_job_in_work ON import_job (import_id) WHERE state IN ('running', 'undoing')
--;
-- Rows of files that were read and are not put in yet. value_uwh: energy, or a register.
CREATE TABLE import_row (
    import_id bigint NOT NULL,
    line int NOT NULL,
    measured_at timestamptz NOT NULL,
    value_uwh bigint NOT NULL,
    PRIMARY KEY (import_id, line)
)
--;
-- Of several rows for one moment the last counts. Gives how many others said the same
-- (repeated), and how many another value (differing).
--
-- No nested loops in these two: rows that only their own transaction sees are in no statistics,
-- and what the planner takes for one row may be a million.
CREATE FUNCTION sift_import(p_import_id bigint, OUT repeated int, OUT differing int)
LANGUAGE sql SET enable_nestloop = off AS $$
    WITH ranked AS (
        SELECT line, value_uwh, row_number() OVER w AS place,
               first_value(value_uwh) OVER w AS counts_uwh
        FROM import_row WHERE import_id = p_import_id
        WINDOW w AS (PARTITION BY measured_at ORDER BY line DESC)
    ), gone AS (
        DELETE FROM import_row r USING ranked k
        WHERE r.import_id = p_import_id AND r.line = k.line AND k.place > 1
        RETURNING k.value_uwh <> k.counts_uwh AS differs
    )
    SELECT count(*) FILTER (WHERE NOT differs), count(*) FILTER (WHERE differs) FROM gone
$$
--;
-- What the rows of an import would meet in the database. others: stored readings within the
-- period at moments that no row has, which count beside them.
CREATE FUNCTION compare_import(
    p_import_id bigint, p_device_key int, p_of_registers boolean, p_interval_s int,
    OUT total int, OUT new int, OUT same int, OUT conflicting int, OUT others int,
    OUT starts_at timestamptz, OUT last_at timestamptz, OUT sum_uwh numeric
) LANGUAGE plpgsql SET enable_nestloop = off AS $$
BEGIN
    SELECT count(*), min(w.measured_at), max(w.measured_at), sum(w.value_uwh)
    INTO total, starts_at, last_at, sum_uwh
    FROM import_row w WHERE w.import_id = p_import_id;
    IF p_of_registers THEN
        SELECT count(*) FILTER (WHERE w.line IS NOT NULL),
               count(*) FILTER (WHERE (o.register_uwh, o.removed)
                                      IS NOT DISTINCT FROM (w.value_uwh, false)),
               count(*) FILTER (WHERE w.line IS NULL)
        INTO conflicting, same, others
        FROM register_reading o
        LEFT JOIN import_row w ON w.import_id = p_import_id AND w.measured_at = o.measured_at
        WHERE o.device_key = p_device_key AND o.measured_at BETWEEN starts_at AND last_at;
    ELSE
        SELECT count(*) FILTER (WHERE w.line IS NOT NULL),
               count(*) FILTER (WHERE (o.energy_uwh, o.interval_s, o.removed)
                                      IS NOT DISTINCT FROM (w.value_uwh, p_interval_s, false)),
               count(*) FILTER (WHERE w.line IS NULL)
        INTO conflicting, same, others
        FROM reading o
        LEFT JOIN import_row w ON w.import_id = p_import_id AND w.measured_at = o.measured_at
        WHERE o.device_key = p_device_key AND o.measured_at BETWEEN starts_at AND last_at;
    END IF;
    new := total - conflicting;
    conflicting := conflicting - same;
END $$
--;
-- Whether a value was corrected by a person. One that came with an import was told first.
CREATE FUNCTION is_made_by_hand(p_source bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT p_source >= correction_floor()
       AND NOT EXISTS (SELECT 1 FROM import_job
                       WHERE import_id = p_source - correction_floor())
$$
--;
-- Whether readings that begin in an hour, or registers that end in it, came with a file.
CREATE FUNCTION was_imported(p_device_key int, p_hour timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM reading r JOIN import_job j ON j.import_id = r.source - correction_floor()
        WHERE r.device_key = p_device_key
          AND r.measured_at >= p_hour AND r.measured_at < p_hour + interval '1 hour')
    OR EXISTS (
        SELECT 1 FROM register_reading r
        JOIN import_job j ON j.import_id = r.source - correction_floor()
        WHERE r.device_key = p_device_key
          AND r.measured_at > p_hour AND r.measured_at <= p_hour + interval '1 hour')
$$
