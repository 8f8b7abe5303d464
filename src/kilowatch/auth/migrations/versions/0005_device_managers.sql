-- The owner who may issue the credential; NULL: administrators only.
ALTER TABLE device ADD COLUMN manager_id uuid;
