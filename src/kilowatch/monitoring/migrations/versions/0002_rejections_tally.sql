-- How many rejections are kept, by hour (UTC), reason and state: what counts are answered from,
-- so that none of them reads the rows. Kept by triggers, whoever writes.
CREATE TABLE rejection_tally (
    hour timestamptz NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (hour, reason, state)
) WITH (fillfactor = 50);

INSERT INTO rejection_tally (hour, reason, state, total)
SELECT date_trunc('hour', rejected_at, 'UTC'), reason, state, count(*)
FROM rejected_reading GROUP BY 1, 2, 3;
