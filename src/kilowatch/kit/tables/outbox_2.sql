-- The id by which the logs know the change an event tells of, and its span where traces are exported.
-- Functions in SQL that write events give neither: what their transaction was told stands in.
ALTER TABLE outbox ADD COLUMN correlation_id text, ADD COLUMN traceparent text;

ALTER TABLE outbox
ALTER COLUMN correlation_id SET DEFAULT nullif(current_setting('kilowatch.correlation_id', true), ''),
ALTER COLUMN traceparent SET DEFAULT nullif(current_setting('kilowatch.traceparent', true), '');
