"""Sessions that were ended while their tokens may still be good."""

from kilowatch.kit.migrate import execute_sql

revision = "0030"
down_revision = "0021"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "ended_session_1.sql")
