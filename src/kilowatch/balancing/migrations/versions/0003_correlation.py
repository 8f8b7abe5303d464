"""Events carry the id by which the logs know the change they tell of."""

from kilowatch.kit.migrate import execute_sql

revision = "balancing_0003"
down_revision = "balancing_0002"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
