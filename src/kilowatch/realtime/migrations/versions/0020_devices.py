"""A copy of who owns which device, for live readings."""

from kilowatch.kit.migrate import execute_sql

revision = "0020"
down_revision = "0010"


def upgrade() -> None:
    execute_sql("kilowatch.realtime.migrations.versions", "0020_devices.sql")
