-- The share of its limit at which a device's owner wants to be warned of an hour. It holds for
-- hours of that owner only.
CREATE TABLE early_warning_choice (
    device_key int PRIMARY KEY REFERENCES device,
    owner_id uuid NOT NULL,
    share_percent int NOT NULL CHECK (share_percent BETWEEN 1 AND 99)
);

-- One versioned row per device and hour that came near its limit. superseded: the hour went
-- over the limit, of which the alert tells.
CREATE TABLE early_warning (
    device_key int NOT NULL REFERENCES device,
    hour timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('raised', 'retracted', 'superseded')),
    version int NOT NULL,
    energy_uwh bigint NOT NULL,
    limit_uwh bigint,
    share_percent int NOT NULL,
    owner_id uuid NOT NULL,
    first_raised_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (device_key, hour)
);

CREATE INDEX early_warning_owner ON early_warning (owner_id, hour DESC);

-- Hours that were warned of and have changed since: to be judged again, however old they are.
-- doubts: a change takes the row's lock, so that nobody judges it before the change is there.
CREATE TABLE doubted_warning (
    device_key int NOT NULL,
    hour timestamptz NOT NULL,
    doubts int NOT NULL DEFAULT 1,
    PRIMARY KEY (device_key, hour)
) WITH (fillfactor = 50);
