"""One file may fill several channels: an import of several parts, undone as one."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0011"
down_revision = "monitoring_0010"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0011_import_parts.sql")
