"""Rejections: a sample of each sender and hour is kept, the rest is counted."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0002"
down_revision = "monitoring_0001"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    for subject in ("rejections", "rejections_tally"):
        execute_sql(HERE, f"0002_{subject}.sql")
