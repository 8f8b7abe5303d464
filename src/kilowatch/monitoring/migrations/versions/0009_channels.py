"""The table of devices becomes one of channels: what is measured belongs to a channel."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0009"
down_revision = "monitoring_0008"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0009_channels.sql")
