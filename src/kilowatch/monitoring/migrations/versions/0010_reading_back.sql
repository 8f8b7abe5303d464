-- Who owned a device from when to when: the steps of device_ownership as spans.
CREATE VIEW ownership_span AS
SELECT device_key, owner_id, owned_from,
       lead(owned_from, 1, 'infinity') OVER (PARTITION BY device_key ORDER BY owned_from)
           AS owned_to
FROM device_ownership
--;
-- Which limit held from when to when.
CREATE VIEW limit_span AS
SELECT device_key, limit_uwh, valid_from,
       lead(valid_from, 1, 'infinity') OVER (PARTITION BY device_key ORDER BY valid_from)
           AS valid_to
FROM device_limit
--;
-- How far each replica is, noted by itself every second: when its oldest batch in hand and the
-- newest it stored were dealt. Rows of replicas that are gone are old, and harmless.
CREATE TABLE replica_progress (
    replica text PRIMARY KEY,
    noted_at timestamptz NOT NULL,
    oldest_undone_at timestamptz,
    newest_dealt_at timestamptz
) WITH (fillfactor = 50)
