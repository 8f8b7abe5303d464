"""Readings, hours, alerts, and the functions that keep them true."""

from kilowatch.kit.migrate import execute_sql

revision = "0001"
down_revision = None

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_1.sql")
    execute_sql("kilowatch.kit.tables", "account_1.sql")
    for part in ("tables", "hours", "contested", "ingest", "batch", "devices"):
        execute_sql(HERE, f"0001_{part}.sql")
