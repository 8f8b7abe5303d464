-- Notify every process with a connection of an affected user of changes in the copies.
-- Tables of accounts and ended sessions are those of every service (kit/tables).
CREATE OR REPLACE FUNCTION account_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('account', old.user_id::text);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER account_wake AFTER UPDATE OR DELETE ON account
    FOR EACH ROW EXECUTE FUNCTION account_wake();

CREATE OR REPLACE FUNCTION ended_session_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('account', new.user_id::text);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER ended_session_wake AFTER INSERT ON ended_session
    FOR EACH ROW EXECUTE FUNCTION ended_session_wake();

CREATE OR REPLACE FUNCTION device_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('device', new.device_id::text);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER device_came AFTER INSERT ON device
    FOR EACH ROW EXECUTE FUNCTION device_wake();

CREATE OR REPLACE TRIGGER device_moved AFTER UPDATE ON device
    FOR EACH ROW WHEN (old.owner_id IS DISTINCT FROM new.owner_id OR old.deleted <> new.deleted)
    EXECUTE FUNCTION device_wake();
