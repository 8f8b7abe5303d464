"""Numbered notifications and quiet hours; the copies of accounts, sessions and devices."""

from kilowatch.kit.migrate import execute_sql

revision = "realtime_0001"
down_revision = None

HERE = "kilowatch.realtime.migrations.versions"


def upgrade() -> None:
    for table in ("outbox", "account", "ended_session"):
        execute_sql("kilowatch.kit.tables", f"{table}_1.sql")
    for subject in ("notifications", "quiet_hours", "copies"):
        execute_sql(HERE, f"0001_{subject}.sql")
