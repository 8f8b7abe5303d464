-- Record clocks that are ahead, by pending readings whose time has not come. A clock is that of the
-- device, whichever channel shows it, and is kept by the key of its channel import.
CREATE OR REPLACE FUNCTION record_fast_clocks(p_pending pending_entry[], p_heard_at timestamptz)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO device_clock AS c (channel_key, source, ahead_s, heard_at)
    SELECT channel_key, source, extract(epoch FROM ends_at - p_heard_at)::int, p_heard_at
    FROM (SELECT DISTINCT ON (d.channel_key) d.channel_key, a.source,
                 a.measured_at + make_interval(secs =>
                     coalesce(a.interval_s, d.reporting_interval_s, 0)) AS ends_at
          FROM unnest(p_pending) AS a
          JOIN channel d ON d.channel_id = a.device_id
          WHERE a.measured_at > p_heard_at AND NOT d.deleted
          ORDER BY d.channel_key, a.source DESC, a.measured_at DESC) AS newest
    ORDER BY channel_key
    ON CONFLICT (channel_key) DO UPDATE SET
        source = excluded.source, ahead_s = excluded.ahead_s, heard_at = excluded.heard_at
    WHERE c.source < excluded.source
$$;

-- A clock is right again once a later measurement than the last wrong one comes in time.
CREATE OR REPLACE FUNCTION clear_fast_clocks(
    p_intervals interval_entry[], p_registers register_entry[]
) RETURNS void LANGUAGE sql AS $$
    DELETE FROM device_clock WHERE channel_key = ANY(ARRAY(
        SELECT c.channel_key FROM device_clock c JOIN channel whole USING (channel_key)
        WHERE EXISTS (SELECT 1 FROM unnest(p_intervals) AS i JOIN channel m USING (channel_key)
                      WHERE m.device_id = whole.channel_id AND i.source > c.source
                        AND i.measured_at + make_interval(secs => coalesce(i.interval_s, 0))
                            > c.heard_at)
           OR EXISTS (SELECT 1 FROM unnest(p_registers) AS r JOIN channel m USING (channel_key)
                      WHERE m.device_id = whole.channel_id AND r.source > c.source
                        AND r.measured_at > c.heard_at)
        ORDER BY c.channel_key FOR UPDATE OF c))
$$;
