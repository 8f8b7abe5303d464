-- By a trigger, so that no change can forget it.
CREATE OR REPLACE FUNCTION note_channel_limit_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF tg_op = 'INSERT' THEN
        INSERT INTO limit_step (device_id, code, limit_uwh_per_hour)
        VALUES (new.device_id, new.code, new.limit_per_hour);
    ELSIF new.limit_per_hour IS DISTINCT FROM old.limit_per_hour THEN
        INSERT INTO limit_step (device_id, code, limit_uwh_per_hour, since)
        VALUES (new.device_id, new.code, new.limit_per_hour, now());
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_channel_limit_step AFTER INSERT OR UPDATE ON channel
    FOR EACH ROW EXECUTE FUNCTION note_channel_limit_step();
