"""What became of a refused reading: replayed, refused again, set aside or discarded."""

from kilowatch.kit.migrate import execute_sql

revision = "0003"
down_revision = "0002"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    execute_sql(HERE, "0003_refusals.sql")
