"""Early warnings follow their hour, and past owners and limits follow what `devices` says."""

from kilowatch.kit.migrate import execute_sql

revision = "0042"
down_revision = "0041"

HERE = "kilowatch.monitoring.migrations.versions"


def upgrade() -> None:
    for part in ("doubted_warnings", "past"):
        execute_sql(HERE, f"0042_{part}.sql")
