-- One versioned row per device and hour that ever passed its limit. What was acknowledged is a
-- version: an alert that is raised again has a newer one, and is unacknowledged by that.
CREATE TABLE alert (
    device_key int NOT NULL REFERENCES device,
    hour timestamptz NOT NULL,
    raised boolean NOT NULL,
    version int NOT NULL,
    energy_uwh bigint NOT NULL,
    limit_uwh bigint,
    owner_id uuid,
    first_raised_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    alert_id uuid NOT NULL DEFAULT gen_random_uuid(),
    acknowledged_version int,
    acknowledged_by uuid,
    acknowledged_at timestamptz,
    PRIMARY KEY (device_key, hour)
);

CREATE INDEX alert_owner ON alert (owner_id, hour DESC);

CREATE INDEX alert_hour ON alert (hour DESC);

CREATE UNIQUE INDEX alert_id ON alert (alert_id);
