"""People, and the outbox their events leave by."""

from kilowatch.kit.migrate import execute_sql

revision = "users_0001"
down_revision = None


def upgrade() -> None:
    execute_sql("kilowatch.kit.tables", "outbox_1.sql")
    execute_sql("kilowatch.users.migrations.versions", "0001_people.sql")
