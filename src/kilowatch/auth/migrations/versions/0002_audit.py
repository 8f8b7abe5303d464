"""Wrong logins counted by the minute, and what devices are called, for the audit log."""

from kilowatch.kit.migrate import execute_sql

revision = "auth_0002"
down_revision = "auth_0001"


def upgrade() -> None:
    execute_sql("kilowatch.auth.migrations.versions", "0002_audit.sql")
