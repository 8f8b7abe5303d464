"""Adds the correlation id to events, so that logs can be traced across services."""

from kilowatch.kit.migrate import execute_sql

revision = "support_0005"
down_revision = "support_0004"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
