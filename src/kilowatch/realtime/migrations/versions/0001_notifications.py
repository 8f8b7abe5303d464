"""Numbered notifications, the copy of accounts, and the notes of events taken in."""

from kilowatch.kit.migrate import execute_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_1.sql")
    execute_sql("kilowatch.kit.tables", "account_1.sql")
    execute_sql("kilowatch.realtime.migrations.versions", "0001_notifications.sql")
