"""Readings, hours, alerts, and the functions that keep them true.

The files are in the order in which they read best: from what is kept to what changes it.
"""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0001"
down_revision = None

HERE = "kilowatch.monitoring.migrations.versions"
SHARED = ("outbox", "account", "ended_session", "lease")
SUBJECTS = (
    "locks",
    # What is kept.
    "devices",
    "readings",
    "registers",
    "hours",
    "maintenance",
    "alerts",
    "early_warnings",
    "refusals",
    # A batch comes in.
    "readings_store",
    "registers_judge",
    "registers_derive",
    "registers_store",
    "batches",
    # A device changes.
    "devices_apply",
    "devices_past",
    # People change history.
    "corrections",
    "corrections_make",
    "corrections_undo",
    "imports",
    "imports_steps",
    "imports_undo",
    # How far the replicas are.
    "progress",
)


def upgrade() -> None:
    for table in SHARED:
        execute_sql("kilowatch.kit.tables", f"{table}_1.sql")
    for subject in SUBJECTS:
        execute_sql(HERE, f"0001_{subject}.sql")
