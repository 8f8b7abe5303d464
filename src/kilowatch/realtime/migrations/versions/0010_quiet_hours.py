"""Hours in which a person does not want to be disturbed."""

from kilowatch.kit.migrate import execute_sql

revision = "0010"
down_revision = "0002"


def upgrade() -> None:
    execute_sql("kilowatch.realtime.migrations.versions", "0010_quiet_hours.sql")
