"""Events carry the id by which the logs know the change they tell of."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0006"
down_revision = "monitoring_0005"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
