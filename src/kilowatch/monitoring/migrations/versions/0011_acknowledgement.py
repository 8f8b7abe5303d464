"""Alerts that people can work with."""

from kilowatch.kit.migrate import execute_sql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0011_acknowledgement.sql")
