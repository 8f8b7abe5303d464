"""Devices, and who owned them and what their limits were; the outbox and the account copy."""

from kilowatch.kit.migrate import execute_sql

revision = "devices_0001"
down_revision = None

HERE = "kilowatch.devices.migrations.versions"


def upgrade() -> None:
    for table in ("outbox", "account", "ended_session"):
        execute_sql("kilowatch.kit.tables", f"{table}_1.sql")
    for subject in ("devices", "past"):
        execute_sql(HERE, f"0001_{subject}.sql")
