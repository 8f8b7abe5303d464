-- How far each replica is, noted by itself every second: when its oldest batch in hand and the
-- newest it stored were dealt. Rows of replicas that are gone are old, and harmless.
CREATE TABLE replica_progress (
    replica text PRIMARY KEY,
    noted_at timestamptz NOT NULL,
    oldest_undone_at timestamptz,
    newest_dealt_at timestamptz
) WITH (fillfactor = 50);

-- What the active balancer said last, noted by every replica once a second, so that all of them
-- answer alike. One row; a balancer that took over has a higher fence.
CREATE TABLE dealing_progress (
    is_single boolean PRIMARY KEY DEFAULT true CHECK (is_single),
    said_at timestamptz NOT NULL,
    fence bigint NOT NULL,
    undealt_messages bigint,
    dealt_until timestamptz
) WITH (fillfactor = 50);
