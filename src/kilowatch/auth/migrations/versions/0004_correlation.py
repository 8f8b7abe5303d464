"""Events carry the id by which the logs know the change they tell of."""

from kilowatch.kit.migrate import execute_sql

revision = "auth_0004"
down_revision = "auth_0003"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
