"""Accounts for the HTTP face, epochs for the stream."""

from kilowatch.kit.migrate import execute_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_1.sql")
    execute_sql("kilowatch.kit.tables", "account_1.sql")
    execute_sql("kilowatch.balancing.migrations.versions", "0001_streams.sql")
