-- Readings of a device interval by interval, whichever way its meter reports, without those
-- that an administrator removed.
CREATE OR REPLACE VIEW metered_value AS
SELECT channel_key, measured_at, energy_uwh, interval_s, late, corrected,
       value_estimated AS estimated
FROM reading WHERE NOT removed
UNION ALL
SELECT channel_key, since, energy_uwh, extract(epoch FROM measured_at - since)::int, late,
       corrected, estimated
FROM register_reading WHERE since IS NOT NULL;
