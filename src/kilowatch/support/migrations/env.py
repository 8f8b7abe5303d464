"""Alembic starts here."""

from kilowatch.kit.migrate import run_migrations

run_migrations()
