-- Advisory locks, held to the end of a transaction.
--
-- Every batch holds the ingest lock shared; a change of a device (limit, owner, zone) or of
-- history holds it exclusively. So the limits of a batch don't change while it judges its hours,
-- and a change sees every hour that was judged by the previous state.
CREATE OR REPLACE FUNCTION ingest_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7701 $$;

-- Held while a partition is attached; see ensure_partitions.
CREATE OR REPLACE FUNCTION partition_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7702 $$;

-- Held while early warnings are judged; concurrent calls skip it.
CREATE OR REPLACE FUNCTION early_warning_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7710 $$;

-- Held while calculated channels are calculated; concurrent calls skip it.
CREATE OR REPLACE FUNCTION formula_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT 7711 $$;
