"""Adds the correlation id to events, so that logs can be traced across services."""

from kilowatch.kit.migrate import execute_sql

revision = "users_0003"
down_revision = "users_0002"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
