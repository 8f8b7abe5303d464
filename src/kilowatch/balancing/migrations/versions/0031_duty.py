"""Who is the active balancer, and how readings are dealt."""

from kilowatch.kit.migrate import execute_sql

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "lease_1.sql")
    execute_sql("kilowatch.balancing.migrations.versions", "0031_strategy.sql")
