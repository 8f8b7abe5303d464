-- The periods of ownership of a device: the rows of device_ownership as spans.
CREATE OR REPLACE VIEW ownership_span AS
SELECT channel_key, owner_id, owned_from,
       lead(owned_from, 1, 'infinity') OVER (PARTITION BY channel_key ORDER BY owned_from)
           AS owned_to
FROM channel_ownership;

-- The periods of limits.
CREATE OR REPLACE VIEW limit_span AS
SELECT channel_key, limit_uwh, valid_from,
       lead(valid_from, 1, 'infinity') OVER (PARTITION BY channel_key ORDER BY valid_from)
           AS valid_to
FROM channel_limit;

-- The limit of an hour of a device.
CREATE OR REPLACE FUNCTION limit_of_hour(p_channel_key int, p_hour timestamptz)
RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT limit_uwh FROM channel_limit
    WHERE channel_key = p_channel_key AND valid_from <= p_hour
    ORDER BY valid_from DESC LIMIT 1
$$;

-- The owner of a device in an hour; NULL: none.
CREATE OR REPLACE FUNCTION owner_of_hour(p_channel_key int, p_hour timestamptz)
RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT owner_id FROM channel_ownership
    WHERE channel_key = p_channel_key AND owned_from <= p_hour
    ORDER BY owned_from DESC LIMIT 1
$$;
