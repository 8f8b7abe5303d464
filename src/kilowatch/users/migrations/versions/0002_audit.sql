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
) PARTITION BY RANGE (occurred_at);

-- Each filter of the page has an index in the order of the page.
CREATE INDEX audit_act_actor ON audit_act (actor_id, occurred_at, event_id);

CREATE INDEX audit_act_username ON audit_act (lower(actor_username), occurred_at, event_id);

CREATE INDEX audit_act_action ON audit_act (action, occurred_at, event_id);

CREATE INDEX audit_act_subject ON audit_act (subject_id, occurred_at, event_id);

CREATE INDEX audit_act_subject_name ON audit_act (lower(subject_name), occurred_at, event_id);

CREATE INDEX audit_act_subject_kind ON audit_act (subject_kind, occurred_at, event_id);

CREATE INDEX audit_act_address ON audit_act (address, occurred_at, event_id);

CREATE INDEX audit_act_client ON audit_act (client_id, occurred_at, event_id)
    WHERE client_id IS NOT NULL;

CREATE INDEX audit_act_outcome ON audit_act (outcome, occurred_at, event_id)
    WHERE outcome <> 'done';

REVOKE UPDATE, DELETE, TRUNCATE ON audit_act FROM CURRENT_USER;
