"""The owner of a device may issue its credential."""

from kilowatch.kit.migrate import execute_sql

revision = "auth_0005"
down_revision = "auth_0004"


def upgrade() -> None:
    execute_sql("kilowatch.auth.migrations.versions", "0005_device_managers.sql")
