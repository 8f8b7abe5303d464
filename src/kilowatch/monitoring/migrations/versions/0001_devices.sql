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
);

-- The limit that holds from an hour on, until the next row. NULL: no limit.
CREATE TABLE device_limit (
    device_key int NOT NULL REFERENCES device,
    valid_from timestamptz NOT NULL,
    limit_uwh bigint,
    PRIMARY KEY (device_key, valid_from)
);

-- Who owns the device from an hour on, until the next row. NULL: nobody.
CREATE TABLE device_ownership (
    device_key int NOT NULL REFERENCES device,
    owned_from timestamptz NOT NULL,
    owner_id uuid,
    PRIMARY KEY (device_key, owned_from)
);

CREATE INDEX device_ownership_owner ON device_ownership (owner_id);
