-- With one of 64 numbers in this class senders are locked whose rejections are noted.
CREATE FUNCTION rejection_lock_class() RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT 7711 $$
--;
-- How many rejections of one sender and hour are kept whole; the rest is counted. One row, which
-- every replica sets to its own setting when it starts.
CREATE TABLE rejection_policy (
    is_single boolean PRIMARY KEY DEFAULT true CHECK (is_single),
    kept_per_hour int NOT NULL CHECK (kept_per_hour >= 0)
)
--;
INSERT INTO rejection_policy (kept_per_hour) VALUES (100)
--;
-- Rejections beyond those that are kept, of a sender ('': unknown) in an hour (UTC).
CREATE TABLE rejection_count (
    sender text NOT NULL,
    hour timestamptz NOT NULL,
    reason text NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (sender, hour, reason)
)
--;
CREATE INDEX rejection_count_hour ON rejection_count (hour DESC)
--;
-- Which readings of a message are counted and not kept, so that a message that is delivered
-- again is not counted again. Forgotten after a day: by then nothing waits in a queue any more.
CREATE TABLE counted_rejection (
    source bigint PRIMARY KEY,
    indexes int4multirange NOT NULL,
    counted_at timestamptz NOT NULL
)
--;
CREATE INDEX counted_rejection_time ON counted_rejection (counted_at)
--;
-- Where a rejection was made: when it was stored (it came out of the stream), or at the HTTP
-- intake, before it was in the stream. The latter cannot be replayed: only a part of the request
-- was kept, and its sender was told.
ALTER TABLE rejected_reading ADD COLUMN origin text NOT NULL DEFAULT 'stream'
    CHECK (origin IN ('stream', 'http'))
--;
-- Each filter has an index in the order of the list. Within the same moment, which is that of a
-- whole batch, rows are sorted when they are read.
CREATE INDEX rejected_reading_reason ON rejected_reading (reason, rejected_at DESC)
--;
CREATE INDEX rejected_reading_sender ON rejected_reading (coalesce(sender, ''), rejected_at DESC)
--;
CREATE INDEX rejected_reading_state ON rejected_reading (state, rejected_at DESC)
--;
CREATE INDEX rejected_reading_state_reason ON rejected_reading (state, reason, rejected_at DESC)
--;
DROP INDEX rejected_reading_unsettled
--;
-- Note rejections: each once, however often its message is delivered. Of a sender and hour the
-- first are kept, as many as the policy says, and the others counted by their reason.
--
-- Senders are locked (in 64 groups, in one order) before anything is looked up, so that of two
-- replicas with the same message or sender the second sees what the first has done.
CREATE FUNCTION note_rejections(
    p_source bigint[], p_source_index int[], p_sender text[], p_reason text[], p_detail text[],
    p_body text[], p_origin text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_most int;
    v_hour timestamptz := date_trunc('hour', p_now, 'UTC');
BEGIN
    PERFORM pg_advisory_xact_lock(rejection_lock_class(), bucket)
    FROM (SELECT DISTINCT hashtext(coalesce(sender, '')) & 63 AS bucket
          FROM unnest(p_sender) AS sender ORDER BY 1) AS locked;
    SELECT kept_per_hour INTO v_most FROM rejection_policy;
    WITH claim AS MATERIALIZED (
        SELECT DISTINCT ON (source, source_index) *
        FROM unnest(p_source, p_source_index, p_sender, p_reason, p_detail, p_body)
             AS c(source, source_index, sender, reason, detail, body)
        ORDER BY source, source_index
    ), fresh AS MATERIALIZED (
        SELECT c.*, coalesce(c.sender, '') AS sender_key FROM claim c
        WHERE NOT EXISTS (SELECT 1 FROM rejected_reading r
                          WHERE r.source = c.source AND r.source_index = c.source_index)
          AND NOT EXISTS (SELECT 1 FROM counted_rejection k
                          WHERE k.source = c.source AND k.indexes @> c.source_index)
    ), kept_before AS MATERIALIZED (
        SELECT sender_key,
               (SELECT count(*) FROM rejected_reading r
                WHERE coalesce(r.sender, '') = sender_key AND r.rejected_at >= v_hour
                  AND r.rejected_at < v_hour + interval '1 hour') AS kept
        FROM fresh GROUP BY sender_key
    ), placed AS MATERIALIZED (
        SELECT f.*, b.kept + row_number() OVER (
                   PARTITION BY f.sender_key ORDER BY f.source, f.source_index) AS place
        FROM fresh f JOIN kept_before b USING (sender_key)
    ), sampled AS (
        INSERT INTO rejected_reading (source, source_index, sender, reason, detail, body,
                                      rejected_at, origin)
        SELECT source, source_index, sender, reason, detail, body, p_now, p_origin
        FROM placed WHERE place <= v_most
        ORDER BY source, source_index
        ON CONFLICT DO NOTHING
    ), remembered AS (
        INSERT INTO counted_rejection AS k (source, indexes, counted_at)
        SELECT source, range_agg(int4range(source_index, source_index + 1)), p_now
        FROM placed WHERE place > v_most GROUP BY source ORDER BY source
        ON CONFLICT (source) DO UPDATE SET
            indexes = k.indexes + excluded.indexes, counted_at = excluded.counted_at
    )
    INSERT INTO rejection_count AS t (sender, hour, reason, total)
    SELECT sender_key, v_hour, reason, count(*)
    FROM placed WHERE place > v_most GROUP BY sender_key, reason ORDER BY sender_key, reason
    ON CONFLICT (sender, hour, reason) DO UPDATE SET total = t.total + excluded.total;
END $$
