-- Devices whose clock is ahead: their newest message (the one with the highest source) told of a
-- time that had not come. ahead_s: by how much, as far as that message shows; heard_at: when it
-- came. Gone again once a later message tells of a time that was right.
CREATE TABLE device_clock (
    device_key int PRIMARY KEY REFERENCES device,
    source bigint NOT NULL,
    ahead_s int NOT NULL,
    heard_at timestamptz NOT NULL
)
--;
-- Note clocks that are ahead, by readings that were set aside since their time had not come.
CREATE FUNCTION note_clocks_ahead(
    p_device_id uuid[], p_measured_at timestamptz[], p_interval_s int[], p_source bigint[],
    p_heard_at timestamptz
) RETURNS void LANGUAGE sql AS $$
    INSERT INTO device_clock AS c (device_key, source, ahead_s, heard_at)
    SELECT device_key, source, extract(epoch FROM ends_at - p_heard_at)::int, p_heard_at
    FROM (SELECT DISTINCT ON (d.device_key) d.device_key, a.source,
                 a.measured_at + make_interval(secs =>
                     coalesce(a.interval_s, d.reporting_interval_s, 0)) AS ends_at
          FROM unnest(p_device_id, p_measured_at, p_interval_s, p_source)
               AS a(device_id, measured_at, interval_s, source)
          JOIN device d USING (device_id)
          WHERE a.measured_at > p_heard_at AND NOT d.deleted
          ORDER BY d.device_key, a.source DESC, a.measured_at DESC) AS newest
    ORDER BY device_key
    ON CONFLICT (device_key) DO UPDATE SET
        source = excluded.source, ahead_s = excluded.ahead_s, heard_at = excluded.heard_at
    WHERE c.source < excluded.source
$$
--;
-- A clock is right again once something measured after we last heard it wrong comes in time.
CREATE FUNCTION note_clocks_right(
    p_device_key int[], p_ends_at timestamptz[], p_source bigint[]
) RETURNS void LANGUAGE sql AS $$
    DELETE FROM device_clock WHERE device_key = ANY(ARRAY(
        SELECT c.device_key FROM device_clock c
        WHERE EXISTS (SELECT 1 FROM unnest(p_device_key, p_ends_at, p_source)
                           AS n(device_key, ends_at, source)
                      WHERE n.device_key = c.device_key AND n.source > c.source
                        AND n.ends_at > c.heard_at)
        ORDER BY c.device_key FOR UPDATE))
$$
