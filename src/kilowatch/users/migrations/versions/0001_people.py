"""Users, the outbox of their events, and ended sessions."""

from kilowatch.kit.migrate import execute_sql

revision = "users_0001"
down_revision = None


def upgrade() -> None:
    for table in ("outbox", "ended_session"):
        execute_sql("kilowatch.kit.tables", f"{table}_1.sql")
    execute_sql("kilowatch.users.migrations.versions", "0001_people.sql")
