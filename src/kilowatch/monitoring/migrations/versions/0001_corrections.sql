-- Changes of history by people: who, when, why, what. Their values have the source
-- correction_floor() + correction_id, so that they outrank meters and older corrections.
-- value_uwh: what a reading or a register was set to, or the last of a meter that was
-- swapped; next_value_uwh: the first of the meter that took its place.
CREATE TABLE correction (
    correction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_key int NOT NULL REFERENCES device,
    action text NOT NULL CHECK (action IN ('set', 'scale', 'remove', 'swap')),
    of_registers boolean NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    value_uwh bigint,
    next_value_uwh bigint,
    factor numeric,
    interval_s int,
    reason text NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    reading_count int NOT NULL DEFAULT 0,
    difference_uwh bigint NOT NULL DEFAULT 0,
    alerts_raised int NOT NULL DEFAULT 0,
    alerts_retracted int NOT NULL DEFAULT 0,
    undone_by uuid,
    undone_at timestamptz
);

CREATE INDEX correction_device ON correction (device_key, correction_id DESC);

-- What a correction did to each reading or register. before NULL: there was none, or it was
-- removed; after NULL: it was removed. Kept when the correction is undone.
CREATE TABLE correction_item (
    correction_id bigint NOT NULL REFERENCES correction,
    source_index int NOT NULL,
    measured_at timestamptz NOT NULL,
    before_uwh bigint,
    after_uwh bigint,
    PRIMARY KEY (correction_id, source_index)
);
