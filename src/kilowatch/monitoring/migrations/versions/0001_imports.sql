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
);

CREATE INDEX import_job_in_work ON import_job (import_id) WHERE state IN ('running', 'undoing');

-- Rows of files that were read and are not put in yet. value_uwh: energy, or a register.
CREATE TABLE import_row (
    import_id bigint NOT NULL,
    line int NOT NULL,
    measured_at timestamptz NOT NULL,
    value_uwh bigint NOT NULL,
    PRIMARY KEY (import_id, line)
);
