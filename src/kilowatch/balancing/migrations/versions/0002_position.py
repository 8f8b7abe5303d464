"""Where the reading stands, for brokers that offer no stream protocol to store it by."""

from kilowatch.kit.migrate import execute_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    execute_sql("kilowatch.balancing.migrations.versions", "0002_position.sql")
