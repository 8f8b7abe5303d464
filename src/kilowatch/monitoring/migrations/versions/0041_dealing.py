"""How the dealing stands, as a replica last heard it: what is dealt of what has come."""

from kilowatch.kit.migrate import execute_sql

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0041_dealing.sql")
