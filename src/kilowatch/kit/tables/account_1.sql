-- This service's copy of who exists, fed by the events of `users`. A deleted account stays
-- as a tombstone, so that a late event can not raise the dead.
CREATE TABLE account (
    user_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    username text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    status text NOT NULL
);
