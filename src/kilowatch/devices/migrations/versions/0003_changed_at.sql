-- Of devices that changed before this column was, the moment is not known: they count from now.
ALTER TABLE device ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now()
--;
-- By a trigger, so that the release before this one keeps it as well.
CREATE FUNCTION device_changed_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    new.changed_at := now();
    RETURN new;
END $$
--;
CREATE TRIGGER device_changed_at BEFORE UPDATE ON device
    FOR EACH ROW EXECUTE FUNCTION device_changed_at()
