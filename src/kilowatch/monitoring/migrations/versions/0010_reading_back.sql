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
