"""The names of the replicas, leased."""

from kilowatch.kit.migrate import execute_sql

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "lease_1.sql")
