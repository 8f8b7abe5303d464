"""Meters that report a register: what they showed, and the energy between."""

from kilowatch.kit.migrate import execute_sql

revision = "0004"
down_revision = "0003"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    for part in ("registers", "derive", "store", "take", "devices", "history"):
        execute_sql(HERE, f"0004_{part}.sql")
