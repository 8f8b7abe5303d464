"""Names tables and columns by the glossary: dispatched, pending, rejected again."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0007"
down_revision = "monitoring_0006"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0007_names.sql")
