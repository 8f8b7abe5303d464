"""Every limit a device had, so that a copy that was lost can be told of the past as well."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0004"
down_revision = "devices_0003"


def upgrade() -> None:
    execute_sql("kilowatch.devices.migrations.versions", "0004_limit_steps.sql")
