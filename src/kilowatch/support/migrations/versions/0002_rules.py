"""The first rules, in English and Romanian; administrators change them as they like."""

from kilowatch.kit.migrate import execute_sql

revision = "support_0002"
down_revision = "support_0001"


def upgrade() -> None:
    execute_sql("kilowatch.support.migrations.versions", "0002_rules.sql")
