-- Whether the device of a channel is in maintenance, as set for its current owner. Maintenance is
-- kept by the key of the device's channel import.
CREATE OR REPLACE FUNCTION in_maintenance(p_channel_key int, p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM device_maintenance m
        JOIN channel whole USING (channel_key)
        JOIN channel c ON c.device_id = whole.channel_id
        WHERE c.channel_key = p_channel_key AND m.starts_at <= p_at AND m.ends_at > p_at
          AND m.for_owner_id IS NOT DISTINCT FROM owner_of_hour(p_channel_key, 'infinity'))
$$;
