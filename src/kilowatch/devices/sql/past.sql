-- By a trigger, so that no change can omit it.
CREATE OR REPLACE FUNCTION note_limit_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF tg_op = 'INSERT' THEN
        INSERT INTO limit_step (device_id, limit_uwh_per_hour)
        VALUES (new.id, new.limit_uwh_per_hour);
    ELSIF new.limit_uwh_per_hour IS DISTINCT FROM old.limit_uwh_per_hour THEN
        INSERT INTO limit_step (device_id, limit_uwh_per_hour, since)
        VALUES (new.id, new.limit_uwh_per_hour, new.changed_at);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_limit_step AFTER INSERT OR UPDATE ON device
    FOR EACH ROW EXECUTE FUNCTION note_limit_step();
