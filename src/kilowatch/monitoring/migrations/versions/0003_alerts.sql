-- Hours that have not begun and are over their limit already, by readings that reach into them:
-- they are judged when they begin.
CREATE TABLE hour_ahead (
    device_key int NOT NULL,
    hour timestamptz NOT NULL,
    PRIMARY KEY (device_key, hour)
);

CREATE INDEX hour_ahead_hour ON hour_ahead (hour);
