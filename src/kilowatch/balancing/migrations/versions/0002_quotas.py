"""Quotas that administrators give to single devices."""

from kilowatch.kit.migrate import execute_sql

revision = "balancing_0002"
down_revision = "balancing_0001"


def upgrade() -> None:
    execute_sql("kilowatch.balancing.migrations.versions", "0002_quotas.sql")
