"""Clients claim devices by codes."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0007"
down_revision = "devices_0006"


def upgrade() -> None:
    execute_sql("kilowatch.devices.migrations.versions", "0007_claim_codes.sql")
