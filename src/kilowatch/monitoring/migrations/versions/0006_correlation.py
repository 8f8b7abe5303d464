"""Adds the correlation id to events, so that logs can be traced across services."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0006"
down_revision = "monitoring_0005"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
