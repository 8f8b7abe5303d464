"""Sessions say where they are used and can be ended; browsers are known; passwords are reset."""

from kilowatch.kit.migrate import execute_sql

revision = "auth_0003"
down_revision = "0002"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "ended_session_1.sql")
    execute_sql("kilowatch.auth.migrations.versions", "0003_sessions.sql")
