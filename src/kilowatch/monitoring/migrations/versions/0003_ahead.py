"""Adds pending future readings; hours are judged when they begin."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0003"
down_revision = "monitoring_0002"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    for subject in ("clocks", "pending", "alerts"):
        execute_sql(HERE, f"0003_{subject}.sql")
