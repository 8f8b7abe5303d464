"""A device has channels beside the one that every device has."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0003"
down_revision = "devices_0002"


def upgrade() -> None:
    execute_sql("kilowatch.devices.migrations.versions", "0003_channels.sql")
