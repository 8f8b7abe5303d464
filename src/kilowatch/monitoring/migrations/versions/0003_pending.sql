-- What waits is found by its time, which for most of it has not come.
CREATE INDEX set_aside_reading_time ON set_aside_reading (measured_at);

CREATE INDEX set_aside_reading_device_time ON set_aside_reading (device_id, measured_at DESC);

DROP INDEX set_aside_reading_device;
