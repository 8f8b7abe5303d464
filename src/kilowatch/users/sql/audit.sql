CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;

-- For each row: partitions inherit it, so that bypassing the parent does not help.
CREATE OR REPLACE TRIGGER audit_act_append_only BEFORE UPDATE OR DELETE ON audit_act
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();

CREATE OR REPLACE TRIGGER audit_act_no_truncate BEFORE TRUNCATE ON audit_act
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

-- Creates the partition of the month (UTC) of `p_moment`, unless it exists.
CREATE OR REPLACE FUNCTION ensure_audit_month(p_moment timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
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
END $$;

-- Drops the months that ended before `p_moment`; returns how many.
CREATE OR REPLACE FUNCTION drop_audit_before(p_moment timestamptz)
RETURNS int LANGUAGE plpgsql AS $$
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
END $$;
