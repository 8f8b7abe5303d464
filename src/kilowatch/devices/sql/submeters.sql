-- The channel that a submeter's channel is a part of; NULL: it is part of none.
CREATE OR REPLACE FUNCTION part_of(p_device_id uuid, p_code text)
RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('device_id', whole_device_id, 'channel', whole_code)
    FROM submeter WHERE device_id = p_device_id AND code = p_code
$$;
