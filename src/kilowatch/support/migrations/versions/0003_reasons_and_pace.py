"""Reasons with their codes, for each reader's language; how fast a client writes."""

from kilowatch.kit.migrate import execute_sql

revision = "support_0003"
down_revision = "support_0002"


def upgrade() -> None:
    execute_sql("kilowatch.support.migrations.versions", "0003_reasons.sql")
    execute_sql("kilowatch.support.migrations.versions", "0003_pace.sql")
