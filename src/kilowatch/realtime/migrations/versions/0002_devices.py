"""A copy of who owns which device, for live readings."""

from kilowatch.kit.migrate import execute_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    execute_sql("kilowatch.realtime.migrations.versions", "0002_devices.sql")
