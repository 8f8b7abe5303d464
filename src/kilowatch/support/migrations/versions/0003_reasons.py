"""Reasons with their codes, so that each reader has them in their own language."""

from kilowatch.kit.migrate import execute_sql

revision = "support_0003"
down_revision = "support_0002"


def upgrade() -> None:
    execute_sql("kilowatch.support.migrations.versions", "0003_reasons.sql")
