-- Made by kilowatch.monitoring.sql_constants: change it there.

-- One µWh in kWh (contracts/units.py).
CREATE OR REPLACE FUNCTION kwh_per_uwh() RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$ SELECT 0.000000001 $$;

-- The largest energy of a reading, and the largest step of a register (contracts/units.py).
CREATE OR REPLACE FUNCTION max_reading_uwh() RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT 1000000000000000 $$;

-- The largest value of a register (contracts/units.py).
CREATE OR REPLACE FUNCTION max_register_uwh() RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT 1000000000000000000 $$;

-- Sources from here on are corrections by people (contracts/readings.py).
CREATE OR REPLACE FUNCTION correction_floor() RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT 4611686018427387904 $$;

-- How far after now a reading can end (monitoring/domain.py).
CREATE OR REPLACE FUNCTION furthest_ahead() RETURNS interval
LANGUAGE sql IMMUTABLE AS $$ SELECT interval '2764800 seconds' $$;
