-- Advisory locks, held to the end of a transaction.
--
-- Every batch holds the ingest lock shared; a change of a device (limit, owner, zone) or of
-- history holds it alone. So a batch judges its hours by limits that do not move under it, and a
-- change sees every hour that was judged by what held before.
CREATE OR REPLACE FUNCTION ingest_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7701 $$;

-- Whoever attaches a month holds this one; see ensure_partitions.
CREATE OR REPLACE FUNCTION partition_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7702 $$;

-- Whoever judges early warnings holds this one; who comes second leaves it to the first.
CREATE OR REPLACE FUNCTION early_warning_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7710 $$;
