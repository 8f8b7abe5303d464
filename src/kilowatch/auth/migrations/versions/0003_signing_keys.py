"""Signing keys that follow each other, and the name this platform's cookies carry."""

from kilowatch.kit.migrate import execute_sql

revision = "auth_0003"
down_revision = "auth_0002"

HERE = "kilowatch.auth.migrations.versions"


def upgrade() -> None:
    execute_sql(HERE, "0003_signing_keys.sql")
