-- Who did what, when, from where. One partition for each month (UTC) of `occurred_at`, so that
-- what is kept no longer goes as a whole table and no row is ever deleted.
CREATE TABLE audit_act (
    occurred_at timestamptz NOT NULL,
    event_id uuid NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    service text NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
    -- The actor and the subject by their names at the time: people are deleted, acts are not.
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_username text NOT NULL,
    actor_name text NOT NULL,
    actor_role text,
    address text,
    user_agent text,
    subject_kind text,
    subject_id text,
    subject_name text,
    before jsonb,
    after jsonb,
    -- Whose data was looked at; NULL where it was no look.
    client_id uuid,
    count int NOT NULL,
    request_id text,
    PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at)
--;
-- Each filter of the page has an index in the order of the page.
CREATE INDEX audit_act_actor ON audit_act (actor_id, occurred_at, event_id)
--;
CREATE INDEX audit_act_username ON audit_act (lower(actor_username), occurred_at, event_id)
--;
CREATE INDEX audit_act_action ON audit_act (action, occurred_at, event_id)
--;
CREATE INDEX audit_act_subject ON audit_act (subject_id, occurred_at, event_id)
--;
CREATE INDEX audit_act_subject_name ON audit_act (lower(subject_name), occurred_at, event_id)
--;
CREATE INDEX audit_act_subject_kind ON audit_act (subject_kind, occurred_at, event_id)
--;
CREATE INDEX audit_act_address ON audit_act (address, occurred_at, event_id)
--;
CREATE INDEX audit_act_client ON audit_act (client_id, occurred_at, event_id)
    WHERE client_id IS NOT NULL
--;
CREATE INDEX audit_act_outcome ON audit_act (outcome, occurred_at, event_id)
    WHERE outcome <> 'done'
--;
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$
--;
-- For each row: partitions inherit it, so that going past the parent does not help.
CREATE TRIGGER audit_act_append_only BEFORE UPDATE OR DELETE ON audit_act
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
--;
CREATE TRIGGER audit_act_no_truncate BEFORE TRUNCATE ON audit_act
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
--;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_act FROM CURRENT_USER
--;
-- Makes the partition of the month (UTC) that `p_moment` lies in, unless it is there.
CREATE FUNCTION ensure_audit_month(p_moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_month timestamp := date_trunc('month', p_moment AT TIME ZONE 'UTC');
    v_name text := 'audit_act_' || to_char(v_month, 'YYYY_MM');
BEGIN
    IF to_regclass(v_name) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('audit months'));
    IF to_regclass(v_name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE audit_act INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                   v_name);
    EXECUTE format('ALTER TABLE audit_act ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   v_name, v_month AT TIME ZONE 'UTC',
                   (v_month + interval '1 month') AT TIME ZONE 'UTC');
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()', v_name);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM CURRENT_USER', v_name);
END $$
--;
-- Drops the months that ended before `p_moment`; gives how many.
CREATE FUNCTION drop_audit_before(p_moment timestamptz) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_name text;
    v_count int := 0;
BEGIN
    FOR v_name IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'audit_act'::regclass
          AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month'
              <= p_moment AT TIME ZONE 'UTC'
        ORDER BY c.relname
    LOOP
        EXECUTE format('DROP TABLE %I', v_name);
        v_count := v_count + 1;
    END LOOP;
    RETURN v_count;
END $$
