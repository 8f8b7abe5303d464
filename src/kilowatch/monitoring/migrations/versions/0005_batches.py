"""Adds types for the rows of a batch, which is passed as arrays."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0005"
down_revision = "monitoring_0004"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0005_batches.sql")
