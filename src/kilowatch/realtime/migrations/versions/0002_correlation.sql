-- The id by which the logs know what a notification tells of.
ALTER TABLE notification ADD COLUMN correlation_id text;
