"""Readings, hours, alerts and their corrections: the tables.

The files are in the order in which tables refer to each other.
"""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0001"
down_revision = None

HERE = "kilowatch.monitoring.migrations.versions"
SHARED = ("outbox", "account", "ended_session", "lease")
SUBJECTS = (
    "devices",
    "readings",
    "registers",
    "hours",
    "maintenance",
    "alerts",
    "early_warnings",
    "rejections",
    "corrections",
    "imports",
    "progress",
)


def upgrade() -> None:
    for table in SHARED:
        execute_sql("kilowatch.kit.tables", f"{table}_1.sql")
    for subject in SUBJECTS:
        execute_sql(HERE, f"0001_{subject}.sql")
