-- Devices as `devices` tells us of them. Inside this database a device is a 4-byte key.
-- reporting_interval_s: taken for a reading that does not say its interval.
-- known_since: what ended before is history that is loaded, and not late.
CREATE TABLE device (
    device_key int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id uuid NOT NULL UNIQUE,
    version bigint NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL,
    reporting_interval_s int,
    deleted boolean NOT NULL DEFAULT false,
    known_since timestamptz NOT NULL DEFAULT now()
)
--;
-- The limit that holds from an hour on, until the next row. NULL: no limit.
CREATE TABLE device_limit (
    device_key int NOT NULL REFERENCES device,
    valid_from timestamptz NOT NULL,
    limit_uwh bigint,
    PRIMARY KEY (device_key, valid_from)
)
--;
-- Who owns the device from an hour on, until the next row. NULL: nobody.
CREATE TABLE device_ownership (
    device_key int NOT NULL REFERENCES device,
    owned_from timestamptz NOT NULL,
    owner_id uuid,
    PRIMARY KEY (device_key, owned_from)
)
--;
CREATE INDEX device_ownership_owner ON device_ownership (owner_id)
--;
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
-- The total limit that holds for an hour of a device.
CREATE FUNCTION limit_of_hour(p_device_key int, p_hour timestamptz)
RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT limit_uwh FROM device_limit
    WHERE device_key = p_device_key AND valid_from <= p_hour
    ORDER BY valid_from DESC LIMIT 1
$$
--;
-- Who owns a device in an hour; NULL: nobody.
CREATE FUNCTION owner_of_hour(p_device_key int, p_hour timestamptz)
RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT owner_id FROM device_ownership
    WHERE device_key = p_device_key AND owned_from <= p_hour
    ORDER BY owned_from DESC LIMIT 1
$$
