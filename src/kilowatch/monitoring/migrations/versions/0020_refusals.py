"""What became of a refused reading: replayed, refused again, set aside or discarded."""

from kilowatch.kit.migrate import execute_sql

revision = "0020"
down_revision = "0012"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    execute_sql(HERE, "0020_refusals.sql")
