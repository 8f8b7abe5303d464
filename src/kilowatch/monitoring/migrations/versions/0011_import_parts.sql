-- Each part of an import fills one channel and has a row of its own, with a correction of its
-- own. head_id: the first part, by whose number people know the import; NULL: this one is it.
ALTER TABLE import_job ADD COLUMN head_id bigint REFERENCES import_job;

CREATE INDEX import_job_head ON import_job (head_id) WHERE head_id IS NOT NULL;
