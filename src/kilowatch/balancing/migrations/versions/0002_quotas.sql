-- Devices that may send more or less than the settings say.
CREATE TABLE device_quota (
    device_id uuid PRIMARY KEY,
    messages_per_minute int NOT NULL CHECK (messages_per_minute > 0),
    readings_per_minute int NOT NULL CHECK (readings_per_minute > 0),
    waiting_messages int NOT NULL CHECK (waiting_messages > 0),
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL
);
