"""Credentials of people and devices, sessions and the signing key; the account copy."""

from kilowatch.kit.migrate import execute_sql

revision = "auth_0001"
down_revision = None

HERE = "kilowatch.auth.migrations.versions"


def upgrade() -> None:
    for table in ("outbox", "account", "ended_session"):
        execute_sql("kilowatch.kit.tables", f"{table}_1.sql")
    for subject in ("credentials", "sessions", "devices"):
        execute_sql(HERE, f"0001_{subject}.sql")
