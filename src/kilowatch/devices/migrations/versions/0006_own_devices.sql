-- managed_by: the owner who may change the device. It grants nothing to anybody who isn't the
-- owner, so that a change of owner by the release before ends it, too.
-- added_by: the client who added it, who may delete it while they own it.
ALTER TABLE device ADD COLUMN managed_by uuid, ADD COLUMN added_by uuid;

CREATE INDEX device_added_by ON device (added_by, created_at) WHERE added_by IS NOT NULL;

-- Devices that clients would like to add. rejected_at: an administrator said no; the row stays
-- until its client removes it.
CREATE TABLE device_request (
    request_id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    name text NOT NULL,
    description text,
    limit_uwh_per_hour bigint CHECK (limit_uwh_per_hour > 0),
    reporting_interval_s integer CHECK (reporting_interval_s BETWEEN 1 AND 86400),
    time_zone text NOT NULL,
    requested_at timestamptz NOT NULL,
    rejected_at timestamptz
);

CREATE INDEX device_request_user ON device_request (user_id);

CREATE INDEX device_request_waiting ON device_request (requested_at) WHERE rejected_at IS NULL;
