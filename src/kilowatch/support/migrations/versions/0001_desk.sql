CREATE TABLE rule (
    id uuid PRIMARY KEY,
    position int NOT NULL,
    name text NOT NULL,
    enabled boolean NOT NULL,
    action text NOT NULL CHECK (action IN ('answer', 'handover')),
    phrases_en text[] NOT NULL,
    phrases_ro text[] NOT NULL,
    answer_en text NOT NULL,
    answer_ro text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    hits bigint NOT NULL DEFAULT 0,
    last_hit_at timestamptz
);

-- Questions that neither rule nor data nor AI answered, until an administrator has dealt with them.
CREATE TABLE unanswered (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    question_number int NOT NULL,
    question text NOT NULL,
    language text NOT NULL,
    reason text NOT NULL,
    asked_at timestamptz NOT NULL,
    UNIQUE (conversation_id, question_number)
);

CREATE TABLE canned_reply (
    id uuid PRIMARY KEY,
    title text NOT NULL,
    text text NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'ro'))
);

-- What colleagues tell each other; the client never sees it.
CREATE TABLE note (
    id uuid PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    author_id uuid NOT NULL,
    text text NOT NULL,
    written_at timestamptz NOT NULL
);

CREATE INDEX note_conversation ON note (conversation_id, written_at);

-- The audit log: it outlives the conversation, and holds nothing of what was seen.
CREATE TABLE look (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    administrator_id uuid NOT NULL,
    client_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    looked_at timestamptz NOT NULL
);

CREATE INDEX look_client ON look (client_id, looked_at);

-- Requests to the AI by hour; the platform's own total is under the identifier of zeros.
CREATE TABLE ai_use (
    hour timestamptz NOT NULL,
    user_id uuid NOT NULL,
    requests int NOT NULL,
    PRIMARY KEY (hour, user_id)
);
