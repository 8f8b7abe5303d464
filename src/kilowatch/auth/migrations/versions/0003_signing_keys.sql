-- A key is published from its creation on, signs from `active_from` until `retired_at`, and is
-- removed when the last token it signed has lapsed. The defaults are for the release before,
-- which knows one key and signs with it at once.
ALTER TABLE signing_key
    ADD COLUMN active_from timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN retired_at timestamptz;

UPDATE signing_key SET active_from = created_at;

-- Browsers keep cookies by host and not by port: two platforms on one host are told apart by this.
CREATE TABLE platform (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    id text NOT NULL
);

INSERT INTO platform (id) VALUES (left(replace(gen_random_uuid()::text, '-', ''), 8));
