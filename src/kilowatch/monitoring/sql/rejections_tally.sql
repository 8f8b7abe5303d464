CREATE OR REPLACE FUNCTION tally_rejections() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO rejection_tally AS t (hour, reason, state, total)
        SELECT date_trunc('hour', rejected_at, 'UTC'), reason, state, count(*)
        FROM added GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (hour, reason, state) DO UPDATE SET total = t.total + excluded.total;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO rejection_tally AS t (hour, reason, state, total)
        SELECT date_trunc('hour', rejected_at, 'UTC'), reason, state, -count(*)
        FROM removed GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (hour, reason, state) DO UPDATE SET total = t.total + excluded.total;
    ELSE
        INSERT INTO rejection_tally AS t (hour, reason, state, total)
        SELECT date_trunc('hour', rejected_at, 'UTC'), reason, state, sum(change)
        FROM (SELECT rejected_at, reason, state, 1 AS change FROM added
              UNION ALL SELECT rejected_at, reason, state, -1 FROM removed) AS moved
        GROUP BY 1, 2, 3 HAVING sum(change) <> 0 ORDER BY 1, 2, 3
        ON CONFLICT (hour, reason, state) DO UPDATE SET total = t.total + excluded.total;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER rejected_reading_added AFTER INSERT ON rejected_reading
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_rejections();

CREATE OR REPLACE TRIGGER rejected_reading_changed AFTER UPDATE ON rejected_reading
REFERENCING OLD TABLE AS removed NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION tally_rejections();

CREATE OR REPLACE TRIGGER rejected_reading_removed AFTER DELETE ON rejected_reading
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION tally_rejections();

-- Delete what is older than p_before, at most p_most rows of each table; returns how many rows.
-- Locked rows are left for the next time, and no batch touches old rows: it waits for no
-- transaction, and none waits for it.
CREATE OR REPLACE FUNCTION forget_rejections(p_before timestamptz, p_most int)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_rows int;
    v_counts int;
    v_tallies int;
BEGIN
    DELETE FROM rejected_reading WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM rejected_reading WHERE rejected_at < p_before
        ORDER BY rejected_at LIMIT p_most FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    DELETE FROM rejection_count WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM rejection_count WHERE hour < p_before
        ORDER BY hour LIMIT p_most FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS v_counts = ROW_COUNT;
    DELETE FROM rejection_tally WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM rejection_tally WHERE hour < p_before AND total = 0
        ORDER BY hour LIMIT p_most FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS v_tallies = ROW_COUNT;
    RETURN v_rows + v_counts + v_tallies;
END $$;

-- Delete which readings were counted before p_before; returns how many messages were forgotten.
CREATE OR REPLACE FUNCTION forget_counted_rejections(p_before timestamptz, p_most int)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_rows int;
BEGIN
    DELETE FROM counted_rejection WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM counted_rejection WHERE counted_at < p_before
        ORDER BY counted_at LIMIT p_most FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    RETURN v_rows;
END $$;
