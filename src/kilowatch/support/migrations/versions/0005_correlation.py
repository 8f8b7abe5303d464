"""Events carry the id by which the logs know the change they tell of."""

from kilowatch.kit.migrate import execute_sql

revision = "support_0005"
down_revision = "support_0004"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
