"""Early warnings follow their hour, however late it changes."""

from kilowatch.kit.migrate import execute_sql

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0042_doubted_warnings.sql")
