"""Alembic runs this file."""

from kilowatch.kit.migrate import run_migrations

run_migrations()
