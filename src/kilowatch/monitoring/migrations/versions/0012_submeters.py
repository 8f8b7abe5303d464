"""A channel may be a part of another one, as that of a submeter is."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0012"
down_revision = "monitoring_0011"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0012_submeters.sql")
