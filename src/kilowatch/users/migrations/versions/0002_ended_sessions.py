"""Sessions that were ended while their tokens may still be good."""

from kilowatch.kit.migrate import execute_sql

revision = "users_0002"
down_revision = "users_0001"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "ended_session_1.sql")
