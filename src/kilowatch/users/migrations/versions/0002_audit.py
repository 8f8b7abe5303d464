"""The audit log: what every service tells of who did what, append-only."""

from kilowatch.kit.migrate import execute_sql

revision = "users_0002"
down_revision = "users_0001"


def upgrade() -> None:
    execute_sql("kilowatch.users.migrations.versions", "0002_audit.sql")
