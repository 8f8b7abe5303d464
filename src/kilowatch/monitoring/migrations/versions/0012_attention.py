"""Early warnings by the owner's choice, and devices in maintenance."""

from kilowatch.kit.migrate import execute_sql

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0012_attention.sql")
