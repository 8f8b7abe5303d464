-- An alert has a name of its own, and may be acknowledged. What was acknowledged is a version:
-- an alert that is raised again has a newer one, and is unacknowledged by that.
ALTER TABLE alert
    ADD COLUMN alert_id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN acknowledged_version int,
    ADD COLUMN acknowledged_by uuid,
    ADD COLUMN acknowledged_at timestamptz
--;
CREATE UNIQUE INDEX alert_id ON alert (alert_id)
