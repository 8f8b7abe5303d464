"""A channel may be a part of another one, as that of a submeter is."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0005"
down_revision = "devices_0004"


def upgrade() -> None:
    execute_sql("kilowatch.devices.migrations.versions", "0005_submeters.sql")
