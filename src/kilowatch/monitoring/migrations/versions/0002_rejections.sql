-- How many rejections of one sender and hour are kept whole; the rest is counted. One row, which
-- every replica sets to its own setting when it starts.
CREATE TABLE rejection_policy (
    is_single boolean PRIMARY KEY DEFAULT true CHECK (is_single),
    kept_per_hour int NOT NULL CHECK (kept_per_hour >= 0)
);

INSERT INTO rejection_policy (kept_per_hour) VALUES (100);

-- Rejections beyond those that are kept, of a sender ('': unknown) in an hour (UTC).
CREATE TABLE rejection_count (
    sender text NOT NULL,
    hour timestamptz NOT NULL,
    reason text NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (sender, hour, reason)
);

CREATE INDEX rejection_count_hour ON rejection_count (hour DESC);

-- Which readings of a message are counted and not kept, so that a message that is delivered
-- again is not counted again. Forgotten after a day: by then nothing waits in a queue any more.
CREATE TABLE counted_rejection (
    source bigint PRIMARY KEY,
    indexes int4multirange NOT NULL,
    counted_at timestamptz NOT NULL
);

CREATE INDEX counted_rejection_time ON counted_rejection (counted_at);

-- Where a rejection was made: when it was stored (it came out of the stream), or at the HTTP
-- intake, before it was in the stream. The latter cannot be replayed: only a part of the request
-- was kept, and its sender was told.
ALTER TABLE rejected_reading ADD COLUMN origin text NOT NULL DEFAULT 'stream'
    CHECK (origin IN ('stream', 'http'));

-- Each filter has an index in the order of the list. Within the same moment, which is that of a
-- whole batch, rows are sorted when they are read.
CREATE INDEX rejected_reading_reason ON rejected_reading (reason, rejected_at DESC);

CREATE INDEX rejected_reading_sender ON rejected_reading (coalesce(sender, ''), rejected_at DESC);

CREATE INDEX rejected_reading_state ON rejected_reading (state, rejected_at DESC);

CREATE INDEX rejected_reading_state_reason ON rejected_reading (state, reason, rejected_at DESC);

DROP INDEX rejected_reading_unsettled;
