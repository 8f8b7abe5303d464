"""The audit log: the acts that every service reports, append-only."""

from kilowatch.kit.migrate import execute_sql

revision = "users_0002"
down_revision = "users_0001"


def upgrade() -> None:
    execute_sql("kilowatch.users.migrations.versions", "0002_audit.sql")
