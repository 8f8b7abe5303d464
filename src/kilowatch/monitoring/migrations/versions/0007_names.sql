ALTER TABLE dealing_progress RENAME TO dispatch_progress;

ALTER TABLE dispatch_progress RENAME COLUMN said_at TO reported_at;

ALTER TABLE dispatch_progress RENAME COLUMN undealt_messages TO undispatched_messages;

ALTER TABLE dispatch_progress RENAME COLUMN dealt_until TO dispatched_until;

ALTER TABLE replica_progress RENAME COLUMN oldest_undone_at TO oldest_unfinished_at;

ALTER TABLE replica_progress RENAME COLUMN newest_dealt_at TO newest_dispatched_at;

ALTER TABLE set_aside_reading RENAME TO pending_reading;

ALTER TABLE pending_reading RENAME COLUMN set_aside_at TO pending_since;

ALTER INDEX set_aside_reading_pkey RENAME TO pending_reading_pkey;

ALTER INDEX set_aside_reading_time RENAME TO pending_reading_time;

ALTER INDEX set_aside_reading_device_time RENAME TO pending_reading_device_time;

ALTER TABLE rejected_reading DROP CONSTRAINT rejected_reading_state_check;

UPDATE rejected_reading
SET state = CASE state WHEN 'set_aside' THEN 'pending' ELSE 'rejected_again' END
WHERE state IN ('set_aside', 'refused_again');

-- rejected_again  replayed, and still rejected; reason and detail are those of the last time
-- pending         replayed; now it waits for its device to be registered
ALTER TABLE rejected_reading ADD CONSTRAINT rejected_reading_state_check
CHECK (state IN ('open', 'rejected_again', 'replayed', 'pending', 'discarded'));

-- A parameter can't be renamed by CREATE OR REPLACE. The files in sql/ create them again.
DROP FUNCTION IF EXISTS
is_late, settle_intervals, store_intervals, settle_register_entries, store_register_entries,
store_correlated_batch;
