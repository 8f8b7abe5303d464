-- Every stream of readings there ever was. A broker that lost its disk starts its offsets at
-- 0 again; the epoch keeps the order of sources (contracts/readings.py).
CREATE TABLE stream_epoch (
    epoch int PRIMARY KEY,
    first_seen_at timestamptz NOT NULL
);

-- Below which offset everything is dealt, of a stream that is read over AMQP 0-9-1. Over the
-- stream protocol the position lies in the stream itself.
CREATE TABLE stream_position (
    epoch int PRIMARY KEY REFERENCES stream_epoch,
    position bigint NOT NULL
);
