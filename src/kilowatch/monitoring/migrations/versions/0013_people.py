"""Owners of devices may import files."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0013"
down_revision = "monitoring_0012"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0013_people.sql")
