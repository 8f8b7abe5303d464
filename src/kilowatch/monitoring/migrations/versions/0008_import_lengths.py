"""Rows of an import may have an interval of their own: months and billing periods differ."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0008"
down_revision = "monitoring_0007"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0008_import_lengths.sql")
