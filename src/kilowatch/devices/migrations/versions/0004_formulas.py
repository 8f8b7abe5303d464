"""Channels may be calculated from others, by a formula."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0004"
down_revision = "devices_0003"


def upgrade() -> None:
    execute_sql("kilowatch.devices.migrations.versions", "0004_formulas.sql")
