"""Owners and limits as spans, for those who read ranges."""

from kilowatch.kit.migrate import execute_sql

revision = "0010"
down_revision = "0003"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0010_reading_back.sql")
