"""Calculated channels: their formulas, and the hours that are to be calculated."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0010"
down_revision = "monitoring_0009"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0010_formulas.sql")
