-- A deleted person stays as a tombstone without name or username: the identifier never
-- comes back, and their username is free again.
CREATE TABLE person (
    id uuid PRIMARY KEY,
    version bigint NOT NULL,
    username text NOT NULL,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('ADMIN', 'CLIENT')),
    status text NOT NULL CHECK (status IN ('active', 'suspended', 'deleted')),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX person_username ON person (lower(username)) WHERE status <> 'deleted';

CREATE INDEX person_administrator ON person (id) WHERE role = 'ADMIN' AND status <> 'deleted';
