"""A channel may be a part of another one, as that of a submeter is."""

from kilowatch.kit.migrate import execute_sql

revision = "monitoring_0011"
down_revision = "monitoring_0010"


def upgrade() -> None:
    execute_sql("kilowatch.monitoring.migrations.versions", "0011_submeters.sql")
