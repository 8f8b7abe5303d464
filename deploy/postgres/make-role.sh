#!/bin/sh
# Runs once, when a database is made. The service owns its database and is no superuser; the
# superuser has no password, so that it cannot log in over a network. `docker compose exec` can.
# The image has read POSTGRES_PASSWORD_FILE into POSTGRES_PASSWORD, and unset the former.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE kilowatch LOGIN PASSWORD :'password';
CREATE DATABASE kilowatch OWNER kilowatch TEMPLATE template0 ENCODING 'UTF8';
REVOKE CONNECT ON DATABASE kilowatch FROM PUBLIC;
ALTER ROLE postgres PASSWORD NULL;
SQL
