-- While a device is in maintenance nobody is interrupted for it. for_owner_id: whose device it
-- was when that was said; it ends when the device gets another owner.
CREATE TABLE device_maintenance (
    device_key int PRIMARY KEY REFERENCES device,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    reason text NOT NULL,
    set_by uuid NOT NULL,
    for_owner_id uuid
)
--;
-- Whether a device is in maintenance, by what was said for its present owner.
CREATE FUNCTION in_maintenance(p_device_key int, p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM device_maintenance
        WHERE device_key = p_device_key AND starts_at <= p_at AND ends_at > p_at
          AND for_owner_id IS NOT DISTINCT FROM owner_of_hour(p_device_key, 'infinity'))
$$
