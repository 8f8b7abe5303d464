-- The id by which the logs know the change an event tells of, and its span where spans are
-- exported. SQL functions that write events give neither: they have what their transaction was set.
ALTER TABLE outbox ADD COLUMN correlation_id text, ADD COLUMN traceparent text;

ALTER TABLE outbox ALTER COLUMN correlation_id
SET DEFAULT nullif(current_setting('kilowatch.correlation_id', true), '');

ALTER TABLE outbox ALTER COLUMN traceparent
SET DEFAULT nullif(current_setting('kilowatch.traceparent', true), '');
