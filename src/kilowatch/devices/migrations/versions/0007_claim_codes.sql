-- Codes by which clients claim devices without an owner: at most one per device. A row is deleted
-- when its code is used or revoked, and when the device gets an owner or is deleted.
CREATE TABLE claim_code (
    device_id uuid PRIMARY KEY REFERENCES device (id),
    code_hash bytea NOT NULL UNIQUE,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
