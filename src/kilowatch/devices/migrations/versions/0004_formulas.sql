-- The formula of a calculated channel, which has no readings of its own (contracts/formulas.py).
CREATE TABLE formula (
    device_id uuid NOT NULL REFERENCES device,
    code text NOT NULL,
    steps jsonb NOT NULL,
    PRIMARY KEY (device_id, code)
);

-- The channels that formulas use in any of their steps: a circle is found, and what is used isn't
-- removed.
CREATE TABLE formula_part (
    device_id uuid NOT NULL,
    code text NOT NULL,
    part_device_id uuid NOT NULL REFERENCES device,
    part_code text NOT NULL,
    PRIMARY KEY (device_id, code, part_device_id, part_code),
    FOREIGN KEY (device_id, code) REFERENCES formula
);

CREATE INDEX formula_part_part ON formula_part (part_device_id, part_code);
