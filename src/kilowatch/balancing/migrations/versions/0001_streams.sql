-- Every stream of readings there ever was. A broker that lost its disk starts its offsets at
-- 0 again; the epoch keeps the order of sources (contracts/readings.py).
CREATE TABLE stream_epoch (
    epoch int PRIMARY KEY,
    first_seen_at timestamptz NOT NULL
)
