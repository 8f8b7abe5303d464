-- While a device is in maintenance nobody is interrupted for it. for_owner_id: whose device it
-- was when that was said; it ends when the device gets another owner.
CREATE TABLE device_maintenance (
    device_key int PRIMARY KEY REFERENCES device,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    reason text NOT NULL,
    set_by uuid NOT NULL,
    for_owner_id uuid
);
