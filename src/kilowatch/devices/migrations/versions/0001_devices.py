"""Devices and who owned them; the outbox and the account copy."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0001"
down_revision = None


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_1.sql")
    execute_sql("kilowatch.kit.tables", "account_1.sql")
    execute_sql("kilowatch.devices.migrations.versions", "0001_devices.sql")
