"""Which devices there are, the credentials they publish with, and connections to close."""

from kilowatch.kit.migrate import execute_sql

revision = "0002"
down_revision = "auth_0001"


def upgrade() -> None:
    execute_sql("kilowatch.auth.migrations.versions", "0002_devices.sql")
