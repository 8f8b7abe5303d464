-- Who manages a device beside administrators, and who else sees it, as `devices` tells it.
-- since NULL: from the first reading on; until NULL: still.
CREATE TABLE device_person (
    device_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'member', 'viewer')),
    since timestamptz,
    until timestamptz
);

CREATE INDEX device_person_device ON device_person (device_id);

CREATE INDEX device_person_user ON device_person (user_id);

-- For the quota of clients' imports.
CREATE INDEX correction_made_by ON correction (made_by, made_at);
