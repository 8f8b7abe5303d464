"""Clients add devices of their own, and change them."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0006"
down_revision = "devices_0005"


def upgrade() -> None:
    execute_sql("kilowatch.devices.migrations.versions", "0006_own_devices.sql")
