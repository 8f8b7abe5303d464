"""Alembic's way in."""

from kilowatch.kit.migrate import run_migrations

run_migrations()
