"""Migrations: Alembic keeps the order, the steps are plain SQL.

Each service has a ``migrations`` package with an ``env.py`` that calls `run_migrations`,
and ``versions/``. They run as one job before the service starts. A step is named after its
service and its place in the line: ``monitoring_0001``.
"""

import asyncio
from importlib import resources
from types import ModuleType

from alembic import command, context, op
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

MIGRATION_LOCK = 0x6B77
"""Two processes that migrate the same database at once take turns."""


def upgrade(package: ModuleType, database_url: str) -> None:
    """Bring the database at ``database_url`` to the newest version in ``package``.

    One that a later release has brought further stays as it is: this release still runs on it, so
    that going back is possible. Raises `alembic.util.CommandError` where the database is at a step
    that is none of this service's line.
    """
    config = Config()
    config.set_main_option("script_location", str(resources.files(package)))
    config.set_main_option("path_separator", "os")
    config.attributes["database_url"] = database_url
    command.upgrade(config, "head")


def run_migrations() -> None:
    """What every service's ``env.py`` does: run the steps on one locked connection."""
    asyncio.run(_run(context.config.attributes["database_url"]))


async def _run(database_url: str) -> None:
    scheme, _, rest = database_url.partition("://")
    del scheme
    engine = create_async_engine(f"postgresql+asyncpg://{rest}")
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_run_locked)
            await connection.commit()
    finally:
        await engine.dispose()


def _run_locked(connection: Connection) -> None:
    context.configure(connection=connection, transaction_per_migration=False)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        if not _is_ahead(context.get_context().get_current_heads(), context.get_head_revision()):
            context.run_migrations()


def _is_ahead(heads: tuple[str, ...], newest: str | tuple[str, ...] | None) -> bool:
    """Whether a database is at a later step of the line whose ``newest`` this release has."""
    if len(heads) != 1 or not isinstance(newest, str):
        return False
    line, _, place = newest.rpartition("_")
    its_line, _, its_place = heads[0].rpartition("_")
    return its_line == line and its_place.isdecimal() and int(its_place) > int(place)


def execute_sql(package: ModuleType | str, name: str) -> None:
    """Run the SQL file ``name`` that lies in ``package``, statement by statement.

    Statements are separated by a line that holds only ``--;``, since function bodies hold
    semicolons of their own.
    """
    source = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    for statement in source.split("\n--;\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
