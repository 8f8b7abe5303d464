-- A calculated channel has no readings: its hours follow from those of other channels.
ALTER TABLE channel
ADD COLUMN calculated boolean NOT NULL DEFAULT false,
ADD COLUMN takes_readings boolean GENERATED ALWAYS AS (NOT deleted AND NOT calculated) STORED;

-- The formula of a calculated channel from a moment on, until the next step begins.
CREATE TABLE formula_step (
    channel_key int NOT NULL REFERENCES channel,
    since timestamptz NOT NULL,
    PRIMARY KEY (channel_key, since)
);

-- part_key: NULL while the channel isn't known here yet.
CREATE TABLE formula_term (
    channel_key int NOT NULL,
    since timestamptz NOT NULL,
    device_id uuid NOT NULL,
    code text NOT NULL,
    part_id uuid NOT NULL,
    part_key int REFERENCES channel,
    factor_millionths bigint NOT NULL,
    PRIMARY KEY (channel_key, since, part_id),
    FOREIGN KEY (channel_key, since) REFERENCES formula_step ON DELETE CASCADE
);

CREATE INDEX formula_term_part ON formula_term (part_key);

CREATE INDEX formula_term_part_id ON formula_term (part_id);

-- Hours of calculated channels whose parts changed. Rows are only added and taken out, so that no
-- batch waits for another. is_backlog: it is one of many, and gives way to those that just changed.
CREATE TABLE formula_due (
    due_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    is_backlog boolean NOT NULL,
    channel_key int NOT NULL,
    hour timestamptz NOT NULL
);

CREATE INDEX formula_due_order ON formula_due (is_backlog, due_id);
