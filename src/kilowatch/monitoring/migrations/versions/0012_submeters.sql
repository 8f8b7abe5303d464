-- The channel that a submeter's channel is a part of, known here or not.
ALTER TABLE channel ADD COLUMN part_of_id uuid;

ALTER TABLE channel ADD COLUMN part_of jsonb;

CREATE INDEX channel_part_of ON channel (part_of_id);
