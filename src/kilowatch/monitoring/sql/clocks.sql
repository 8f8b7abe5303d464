-- Record clocks that are ahead, by pending readings whose time has not come.
CREATE OR REPLACE FUNCTION record_fast_clocks(p_pending pending_entry[], p_heard_at timestamptz)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO device_clock AS c (device_key, source, ahead_s, heard_at)
    SELECT device_key, source, extract(epoch FROM ends_at - p_heard_at)::int, p_heard_at
    FROM (SELECT DISTINCT ON (d.device_key) d.device_key, a.source,
                 a.measured_at + make_interval(secs =>
                     coalesce(a.interval_s, d.reporting_interval_s, 0)) AS ends_at
          FROM unnest(p_pending) AS a
          JOIN device d USING (device_id)
          WHERE a.measured_at > p_heard_at AND NOT d.deleted
          ORDER BY d.device_key, a.source DESC, a.measured_at DESC) AS newest
    ORDER BY device_key
    ON CONFLICT (device_key) DO UPDATE SET
        source = excluded.source, ahead_s = excluded.ahead_s, heard_at = excluded.heard_at
    WHERE c.source < excluded.source
$$;

-- A clock is right again once a later measurement than the last wrong one comes in time.
CREATE OR REPLACE FUNCTION clear_fast_clocks(
    p_intervals interval_entry[], p_registers register_entry[]
) RETURNS void LANGUAGE sql AS $$
    DELETE FROM device_clock WHERE device_key = ANY(ARRAY(
        SELECT c.device_key FROM device_clock c
        WHERE EXISTS (SELECT 1 FROM unnest(p_intervals) AS i
                      WHERE i.device_key = c.device_key AND i.source > c.source
                        AND i.measured_at + make_interval(secs => coalesce(i.interval_s, 0))
                            > c.heard_at)
           OR EXISTS (SELECT 1 FROM unnest(p_registers) AS r
                      WHERE r.device_key = c.device_key AND r.source > c.source
                        AND r.measured_at > c.heard_at)
        ORDER BY c.device_key FOR UPDATE))
$$;
