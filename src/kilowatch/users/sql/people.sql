-- What every other service keeps as a copy is the original here.
CREATE OR REPLACE VIEW account AS
    SELECT id AS user_id, version, username, name, role, status FROM person;
