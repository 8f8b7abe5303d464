-- The row is locked by whoever adds a message, so numbers have no holes and become visible in
-- their order.
CREATE TABLE conversation (
    id uuid PRIMARY KEY,
    client_id uuid NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'ro')),
    state text NOT NULL CHECK (state IN ('assistant', 'waiting', 'human', 'closed')),
    assigned_to uuid,
    version bigint NOT NULL,
    last_number int NOT NULL,
    failed_answers int NOT NULL,
    handover_reason text,
    waiting_since timestamptz,
    client_delivered int NOT NULL DEFAULT 0,
    client_read int NOT NULL DEFAULT 0,
    staff_delivered int NOT NULL DEFAULT 0,
    staff_read int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK ((state = 'human') = (assigned_to IS NOT NULL)),
    CHECK ((state = 'waiting') = (waiting_since IS NOT NULL))
);

CREATE INDEX conversation_client ON conversation (client_id, changed_at);

CREATE INDEX conversation_state ON conversation (state, changed_at);

CREATE TABLE message (
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    number int NOT NULL,
    id uuid NOT NULL,
    author text NOT NULL CHECK (author IN ('client', 'assistant', 'human')),
    author_id uuid,
    text text NOT NULL,
    parts text NOT NULL,
    path text,
    confidence real,
    reason text,
    rule_id uuid,
    offers_human boolean NOT NULL,
    posted_at timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, number),
    UNIQUE (conversation_id, id)
);

-- A question that somebody is answering at this moment, and what of the answer was let out.
-- Whose lease lapsed died over it: another process ends it plainly.
CREATE TABLE pending_answer (
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    question_number int NOT NULL,
    answer_id uuid NOT NULL,
    released text NOT NULL,
    holder text NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, question_number)
);
