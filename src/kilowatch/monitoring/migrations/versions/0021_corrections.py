"""Corrections of history by administrators, with audit and undo."""

from kilowatch.kit.migrate import execute_sql

revision = "0021"
down_revision = "0020"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    for part in ("tables", "readings", "registers", "corrections"):
        execute_sql(HERE, f"0021_{part}.sql")
