"""A device knows when it last changed, so that its state can be told again as of then."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0003"
down_revision = "devices_0002"


def upgrade() -> None:
    execute_sql("kilowatch.devices.migrations.versions", "0003_changed_at.sql")
