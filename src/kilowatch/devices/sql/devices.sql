-- By a trigger, so that no change can omit it.
CREATE OR REPLACE FUNCTION device_changed_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    new.changed_at := now();
    RETURN new;
END $$;

CREATE OR REPLACE TRIGGER device_changed_at BEFORE UPDATE ON device
    FOR EACH ROW EXECUTE FUNCTION device_changed_at();
