"""Epochs and positions of the stream, the dispatcher's lease, and the strategy."""

from kilowatch.kit.migrate import execute_sql

revision = "balancing_0001"
down_revision = None

HERE = "kilowatch.balancing.migrations.versions"


def upgrade() -> None:
    for table in ("outbox", "account", "ended_session", "lease"):
        execute_sql("kilowatch.kit.tables", f"{table}_1.sql")
    for subject in ("streams", "strategy"):
        execute_sql(HERE, f"0001_{subject}.sql")
