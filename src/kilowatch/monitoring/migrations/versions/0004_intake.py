"""What the HTTP intake rejects is listed and counted like what the stream brings."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0004"
down_revision = "monitoring_0003"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0004_intake.sql")
