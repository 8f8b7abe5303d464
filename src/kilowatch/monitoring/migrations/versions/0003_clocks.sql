-- Devices whose clock is ahead: their newest message (the one with the highest source) told of a
-- time that had not come. ahead_s: by how much, as far as that message shows; heard_at: when it
-- came. Gone again once a later message tells of a time that was right.
CREATE TABLE device_clock (
    device_key int PRIMARY KEY REFERENCES device,
    source bigint NOT NULL,
    ahead_s int NOT NULL,
    heard_at timestamptz NOT NULL
);
