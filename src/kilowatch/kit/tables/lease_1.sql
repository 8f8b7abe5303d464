-- Names that one process at a time holds, each until its lease lapses (kit/leases.py).
-- The fence counts how often a name changed hands: the higher one is the later holder.
CREATE TABLE lease (
    name text PRIMARY KEY,
    holder text NOT NULL,
    fence bigint NOT NULL,
    held_since timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
