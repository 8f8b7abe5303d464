-- Whether a device is in maintenance, as set for its current owner.
CREATE OR REPLACE FUNCTION in_maintenance(p_channel_key int, p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM device_maintenance
        WHERE channel_key = p_channel_key AND starts_at <= p_at AND ends_at > p_at
          AND for_owner_id IS NOT DISTINCT FROM owner_of_hour(p_channel_key, 'infinity'))
$$;
