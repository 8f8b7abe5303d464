-- What was refused, and why: kept for administrators. Unique by source, so that a message
-- that is delivered again is refused once.
--   open           nobody has looked at it
--   refused_again  replayed, and still refused; reason and detail are those of the last time
--   replayed       stored after all
--   set_aside      replayed; now it waits for its device to be registered
--   discarded      an administrator decided that it is worth nothing; kept to be seen
CREATE TABLE rejected_reading (
    source bigint NOT NULL,
    source_index int NOT NULL,
    sender text,
    reason text NOT NULL,
    detail text NOT NULL,
    body text NOT NULL,
    rejected_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'refused_again', 'replayed', 'set_aside', 'discarded')),
    replay_count int NOT NULL DEFAULT 0,
    settled_by uuid,
    settled_at timestamptz,
    PRIMARY KEY (source, source_index)
);

CREATE INDEX rejected_reading_time ON rejected_reading (rejected_at DESC, source DESC);

CREATE INDEX rejected_reading_unsettled ON rejected_reading (rejected_at DESC)
WHERE state IN ('open', 'refused_again');

-- Readings of devices nobody has told us of (yet): an energy, or a register.
CREATE TABLE set_aside_reading (
    source bigint NOT NULL,
    source_index int NOT NULL,
    device_id uuid NOT NULL,
    measured_at timestamptz NOT NULL,
    energy_uwh bigint,
    interval_s int,
    set_aside_at timestamptz NOT NULL,
    register_uwh bigint,
    PRIMARY KEY (source, source_index)
);

CREATE INDEX set_aside_reading_device ON set_aside_reading (device_id);
