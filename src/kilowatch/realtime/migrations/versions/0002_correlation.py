"""Adds the correlation id to events and notifications."""

from kilowatch.kit.migrate import execute_sql

revision = "realtime_0002"
down_revision = "realtime_0001"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
    execute_sql("kilowatch.realtime.migrations.versions", "0002_correlation.sql")
