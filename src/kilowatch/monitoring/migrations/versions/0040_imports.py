"""History that administrators import from files, with audit and undo."""

from kilowatch.kit.migrate import execute_sql

revision = "0040"
down_revision = "0032"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    for part in ("tables", "steps", "undo", "news"):
        execute_sql(HERE, f"0040_{part}.sql")
