-- The periods of ownership of a device: the rows of device_ownership as spans.
CREATE OR REPLACE VIEW ownership_span AS
SELECT device_key, owner_id, owned_from,
       lead(owned_from, 1, 'infinity') OVER (PARTITION BY device_key ORDER BY owned_from)
           AS owned_to
FROM device_ownership;

-- The periods of limits.
CREATE OR REPLACE VIEW limit_span AS
SELECT device_key, limit_uwh, valid_from,
       lead(valid_from, 1, 'infinity') OVER (PARTITION BY device_key ORDER BY valid_from)
           AS valid_to
FROM device_limit;

-- The limit of an hour of a device.
CREATE OR REPLACE FUNCTION limit_of_hour(p_device_key int, p_hour timestamptz)
RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT limit_uwh FROM device_limit
    WHERE device_key = p_device_key AND valid_from <= p_hour
    ORDER BY valid_from DESC LIMIT 1
$$;

-- The owner of a device in an hour; NULL: none.
CREATE OR REPLACE FUNCTION owner_of_hour(p_device_key int, p_hour timestamptz)
RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT owner_id FROM device_ownership
    WHERE device_key = p_device_key AND owned_from <= p_hour
    ORDER BY owned_from DESC LIMIT 1
$$;
