"""Meters that report a register: what they showed, and the energy between."""

from kilowatch.kit.migrate import execute_sql

revision = "0003"
down_revision = "0002"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    for part in ("registers", "derive", "store", "take", "devices", "history"):
        execute_sql(HERE, f"0003_{part}.sql")
