"""Conversations, what is said in them, and who looked at what."""

from kilowatch.kit.migrate import execute_sql

revision = "support_0001"
down_revision = None


def upgrade() -> None:
    for table in ("outbox_1.sql", "account_1.sql", "ended_session_1.sql"):
        execute_sql("kilowatch.kit.tables", table)
    execute_sql("kilowatch.support.migrations.versions", "0001_conversations.sql")
    execute_sql("kilowatch.support.migrations.versions", "0001_desk.sql")
