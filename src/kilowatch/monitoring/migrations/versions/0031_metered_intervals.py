"""Readings and the intervals between registers, read back as one."""

from kilowatch.kit.migrate import execute_sql

revision = "0031"
down_revision = "0030"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    execute_sql(HERE, "0031_metered_intervals.sql")
