-- Every process listens; PostgreSQL merges equal notices of one transaction.
CREATE OR REPLACE FUNCTION notification_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('notification', new.user_id::text);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER notification_wake AFTER INSERT ON notification
    FOR EACH ROW EXECUTE FUNCTION notification_wake();
