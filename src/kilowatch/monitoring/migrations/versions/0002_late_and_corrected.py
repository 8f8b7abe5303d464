"""Hours say which of their readings came late or were corrected."""

from kilowatch.kit.migrate import execute_sql

revision = "0002"
down_revision = "0001"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    for part in ("flags", "settle"):
        execute_sql(HERE, f"0002_{part}.sql")
