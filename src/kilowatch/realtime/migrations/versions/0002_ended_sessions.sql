CREATE FUNCTION ended_session_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('account', new.user_id::text);
    RETURN NULL;
END $$
--;
CREATE TRIGGER ended_session_wake AFTER INSERT ON ended_session
    FOR EACH ROW EXECUTE FUNCTION ended_session_wake()
