"""Sessions that were ended, and word of it to every process that holds a connection of one."""

from kilowatch.kit.migrate import execute_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "ended_session_1.sql")
    execute_sql("kilowatch.realtime.migrations.versions", "0002_ended_sessions.sql")
