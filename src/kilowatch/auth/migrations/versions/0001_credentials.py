"""Credentials, sessions and the signing key; the account copy and the inbox that feeds it."""

from kilowatch.kit.migrate import execute_sql

revision = "auth_0001"
down_revision = None


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_1.sql")
    execute_sql("kilowatch.kit.tables", "account_1.sql")
    execute_sql("kilowatch.auth.migrations.versions", "0001_credentials.sql")
