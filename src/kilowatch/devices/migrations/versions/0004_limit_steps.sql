-- Every limit a device had, in the order in which they were set. since NULL: from the first
-- reading on. Of devices that were changed before this table was, what held before their last
-- change is not known here.
CREATE TABLE limit_step (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES device,
    limit_uwh_per_hour bigint,
    since timestamptz
)
--;
CREATE INDEX limit_step_device ON limit_step (device_id, id)
--;
INSERT INTO limit_step (device_id, limit_uwh_per_hour, since)
SELECT id, limit_uwh_per_hour, CASE WHEN version > 1 THEN changed_at END FROM device
--;
-- By a trigger, so that the release before this one keeps it as well.
CREATE FUNCTION note_limit_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF tg_op = 'INSERT' THEN
        INSERT INTO limit_step (device_id, limit_uwh_per_hour)
        VALUES (new.id, new.limit_uwh_per_hour);
    ELSIF new.limit_uwh_per_hour IS DISTINCT FROM old.limit_uwh_per_hour THEN
        INSERT INTO limit_step (device_id, limit_uwh_per_hour, since)
        VALUES (new.id, new.limit_uwh_per_hour, new.changed_at);
    END IF;
    RETURN NULL;
END $$
--;
CREATE TRIGGER note_limit_step AFTER INSERT OR UPDATE ON device
    FOR EACH ROW EXECUTE FUNCTION note_limit_step()
