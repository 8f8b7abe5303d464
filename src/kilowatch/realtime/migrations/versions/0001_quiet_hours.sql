-- By the clock of the person's time zone, every day; over midnight where the end is not after
-- the start.
CREATE TABLE quiet_hours (
    user_id uuid PRIMARY KEY,
    starts time NOT NULL,
    ends time NOT NULL,
    time_zone text NOT NULL,
    CHECK (starts <> ends)
);
