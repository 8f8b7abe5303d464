"""Plainer answers of the first rules, where no administrator has changed them."""

from kilowatch.kit.migrate import execute_sql

revision = "support_0004"
down_revision = "support_0003"


def upgrade() -> None:
    execute_sql("kilowatch.support.migrations.versions", "0004_answers.sql")
