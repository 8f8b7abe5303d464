-- Partitions: one per month, attached before they are needed, also for the past. Attaching
-- (unlike CREATE TABLE … PARTITION OF) does not lock out writers.
CREATE OR REPLACE FUNCTION ensure_partitions(p_months date[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_month date;
    v_name text;
BEGIN
    PERFORM pg_advisory_xact_lock(partition_lock_key());
    FOREACH v_month IN ARRAY p_months LOOP
        v_name := 'reading_' || to_char(v_month, 'YYYY_MM');
        CONTINUE WHEN to_regclass(v_name) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE reading INCLUDING DEFAULTS)', v_name);
        EXECUTE format(
            'ALTER TABLE reading ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', v_name,
            v_month::timestamp AT TIME ZONE 'UTC',
            (v_month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    END LOOP;
END $$;

-- Whether what ended then is late, by the moment the balancer dispatched it. What ended before the
-- device was known is history, and not late.
CREATE OR REPLACE FUNCTION is_late(
    p_ends_at timestamptz, p_dispatched_at timestamptz, p_known_since timestamptz
) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT p_dispatched_at > p_ends_at + interval '1 hour' AND p_ends_at > p_known_since
$$;
