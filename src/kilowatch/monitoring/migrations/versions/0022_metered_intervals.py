"""Readings and the intervals between registers, read back as one."""

from kilowatch.kit.migrate import execute_sql

revision = "0022"
down_revision = "0021"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    execute_sql(HERE, "0022_metered_intervals.sql")
