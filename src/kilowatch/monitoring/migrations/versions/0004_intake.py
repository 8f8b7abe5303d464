"""Adds rejections of the HTTP intake, listed and counted like those of the stream."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0004"
down_revision = "monitoring_0003"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0004_intake.sql")
