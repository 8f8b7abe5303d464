-- What the functions before would have to say of readings that are there already: corrected
-- where another value was told. They are history to us, none is late.
UPDATE reading r SET corrected = true
FROM reading_version v
WHERE r.device_key = v.device_key AND r.measured_at = v.measured_at
  AND (r.energy_uwh, r.interval_s) IS DISTINCT FROM (v.energy_uwh, v.interval_s)
--;
UPDATE hourly_consumption h SET corrected_count = c.corrected_count
FROM (SELECT m.device_key, m.hour, sum(m.corrected_count) AS corrected_count
      FROM reading r JOIN device d USING (device_key),
      LATERAL changes_of_reading(r.device_key, r.measured_at, r.energy_uwh, r.interval_s, false,
                                 true, false, false, d.time_zone, 1) AS m
      WHERE r.corrected GROUP BY 1, 2) AS c
WHERE h.device_key = c.device_key AND h.hour = c.hour
--;
-- Refused readings of deleted devices as a meter would have sent them, so that they can be
-- taken again.
UPDATE rejected_reading SET body = reading_as_sent(
    (body::json ->> 'device_id')::uuid, (body::json ->> 'measured_at')::timestamptz,
    (body::json ->> 'energy_uwh')::bigint, NULL, (body::json ->> 'interval_s')::int)
WHERE reason = 'device_deleted'
--;
DROP FUNCTION ingest(int[], timestamptz[], bigint[], int[], bigint[], int[], timestamptz,
                     timestamptz)
--;
DROP FUNCTION settle_contested(int[], timestamptz[], bigint[], int[], bigint[], int[],
                               timestamptz)
--;
DROP FUNCTION change_of(int, timestamptz, bigint, int, text, int)
