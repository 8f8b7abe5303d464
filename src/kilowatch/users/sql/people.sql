-- What every other service keeps as a copy is here the thing itself.
CREATE OR REPLACE VIEW account AS
    SELECT id AS user_id, version, username, name, role, status FROM person;
