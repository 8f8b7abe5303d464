-- A formula in one form for the same formula, as its copies have it; NULL: the channel is measured.
CREATE OR REPLACE FUNCTION formula_of(p_device_id uuid, p_code text)
RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_agg(jsonb_build_array(
               extract(epoch FROM (step ->> 'since')::timestamptz),
               (SELECT jsonb_agg(jsonb_build_array(term ->> 'device_id', term ->> 'channel',
                                                   (term ->> 'factor_millionths')::bigint)
                                 ORDER BY term ->> 'device_id', term ->> 'channel')
                FROM jsonb_array_elements(step -> 'terms') AS term))
               ORDER BY (step ->> 'since')::timestamptz NULLS FIRST)
    FROM formula f, LATERAL jsonb_array_elements(f.steps) AS step
    WHERE f.device_id = p_device_id AND f.code = p_code
$$;
