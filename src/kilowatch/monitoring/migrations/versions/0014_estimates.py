"""Values that the utility estimated are stored, and marked."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0014"
down_revision = "monitoring_0013"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0014_estimates.sql")
