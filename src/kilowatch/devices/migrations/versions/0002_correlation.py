"""Adds the correlation id to events, so that logs can be traced across services."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0002"
down_revision = "devices_0001"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
