"""Events carry the id by which the logs know the change they tell of."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0002"
down_revision = "devices_0001"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_2.sql")
