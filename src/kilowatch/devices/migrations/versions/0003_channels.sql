-- What a device measures beside `import`, which every device has. A removed channel stays: its
-- code never means anything else. limit_per_hour: in billionths of unit.
CREATE TABLE channel (
    device_id uuid NOT NULL REFERENCES device,
    code text NOT NULL CHECK (code <> 'import'),
    label text,
    kind text NOT NULL,
    direction text NOT NULL,
    tariff text,
    unit text NOT NULL,
    limit_per_hour bigint CHECK (limit_per_hour > 0),
    number int NOT NULL,
    created_at timestamptz NOT NULL,
    removed_at timestamptz,
    PRIMARY KEY (device_id, code)
);

-- A limit is one of a channel.
ALTER TABLE limit_step ADD COLUMN code text NOT NULL DEFAULT 'import';
