-- Parameters of functions and columns of views can't be renamed by CREATE OR REPLACE, and nearly
-- all of them name the key. The files in sql/ create them again in this transaction.
DO $$
DECLARE
    v_name text;
BEGIN
    FOR v_name IN SELECT format('VIEW %s', oid::regclass) FROM pg_class
                  WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v' LOOP
        EXECUTE 'DROP ' || v_name;
    END LOOP;
    FOR v_name IN SELECT oid::regprocedure FROM pg_proc
                  WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'
                    AND prorettype <> 'trigger'::regtype LOOP
        EXECUTE 'DROP FUNCTION ' || v_name;
    END LOOP;
END $$;

-- A channel is what a device measures: one kind of energy in one direction, of one tariff
-- register. The first one, `import`, has the identifier of its device; every other has its own
-- (contracts/channels.py). Inside this database a channel is a 4-byte key.
-- version, name, time_zone, reporting_interval_s: those of the device.
-- unit: quantities are stored in billionths of it.
ALTER TABLE device RENAME TO channel;

ALTER TABLE channel RENAME COLUMN device_key TO channel_key;

ALTER TABLE channel RENAME COLUMN device_id TO channel_id;

ALTER TABLE channel
ADD COLUMN device_id uuid,
ADD COLUMN code text NOT NULL DEFAULT 'import',
ADD COLUMN kind text NOT NULL DEFAULT 'electricity',
ADD COLUMN direction text NOT NULL DEFAULT 'import',
ADD COLUMN tariff text,
ADD COLUMN unit text NOT NULL DEFAULT 'kWh',
ADD COLUMN label text;

UPDATE channel SET device_id = channel_id;

ALTER TABLE channel
ALTER COLUMN device_id SET NOT NULL,
ADD CONSTRAINT channel_code UNIQUE (device_id, code),
ADD CONSTRAINT channel_import CHECK ((code = 'import') = (device_id = channel_id));

ALTER INDEX device_pkey RENAME TO channel_pkey;

ALTER INDEX device_device_id_key RENAME TO channel_channel_id_key;

ALTER SEQUENCE device_device_key_seq RENAME TO channel_channel_key_seq;

ALTER TABLE device_limit RENAME TO channel_limit;

ALTER TABLE channel_limit RENAME COLUMN device_key TO channel_key;

ALTER TABLE device_ownership RENAME TO channel_ownership;

ALTER TABLE channel_ownership RENAME COLUMN device_key TO channel_key;

ALTER INDEX device_ownership_owner RENAME TO channel_ownership_owner;

-- A clock is that of the device: its row has the key of the channel import.
ALTER TABLE device_clock RENAME COLUMN device_key TO channel_key;

ALTER TABLE alert RENAME COLUMN device_key TO channel_key;

ALTER TABLE correction RENAME COLUMN device_key TO channel_key;

ALTER INDEX correction_device RENAME TO correction_channel;

ALTER TABLE early_warning_choice RENAME COLUMN device_key TO channel_key;

ALTER TABLE early_warning RENAME COLUMN device_key TO channel_key;

ALTER TABLE doubted_warning RENAME COLUMN device_key TO channel_key;

ALTER TABLE hourly_consumption RENAME COLUMN device_key TO channel_key;

ALTER TABLE device_maintenance RENAME COLUMN device_key TO channel_key;

ALTER TABLE reading RENAME COLUMN device_key TO channel_key;

ALTER TABLE reading_version RENAME COLUMN device_key TO channel_key;

ALTER TABLE register_reading RENAME COLUMN device_key TO channel_key;

ALTER TABLE register_version RENAME COLUMN device_key TO channel_key;

ALTER TABLE hour_ahead RENAME COLUMN device_key TO channel_key;

ALTER TYPE hour_change RENAME ATTRIBUTE device_key TO channel_key;

ALTER TYPE interval_entry RENAME ATTRIBUTE device_key TO channel_key;

ALTER TYPE register_entry RENAME ATTRIBUTE device_key TO channel_key;

-- What waits for a channel: the channel is named by its code too, so that it can be shown.
ALTER TABLE pending_reading
ADD COLUMN channel_id uuid,
ADD COLUMN code text NOT NULL DEFAULT 'import',
ADD COLUMN unit text;

UPDATE pending_reading SET channel_id = device_id;

ALTER TABLE pending_reading ALTER COLUMN channel_id SET NOT NULL;

DROP INDEX pending_reading_device_time;

CREATE INDEX pending_reading_channel_time ON pending_reading (channel_id, measured_at DESC);

CREATE INDEX pending_reading_device ON pending_reading (device_id);

ALTER TYPE pending_entry ADD ATTRIBUTE channel_id uuid;

ALTER TYPE pending_entry ADD ATTRIBUTE code text;

ALTER TYPE pending_entry ADD ATTRIBUTE unit text;

-- A channel as the event of its device tells of it, with the limit that holds from then on.
CREATE TYPE channel_entry AS (
    channel_id uuid,
    code text,
    kind text,
    direction text,
    tariff text,
    unit text,
    label text,
    limit_per_hour bigint,
    removed boolean
);
