"""Migrations: Alembic orders the steps, which are plain SQL; the SQL files follow.

Each service has a ``migrations`` package with an ``env.py`` that calls `run_migrations`, and
``versions/`` with the steps: tables, types, indexes and data. They run as one job before the
service starts. A step is named after its service and its number: ``monitoring_0001``.
Functions, views and triggers are in ``sql/`` beside ``migrations``; changed ones are applied
after the steps, in the same transaction (`kilowatch.kit.sql_files`).
"""

import asyncio
from importlib import resources
from pathlib import Path
from types import ModuleType

from alembic import command, context, op
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from kilowatch import kit
from kilowatch.kit.sql_apply import apply_objects
from kilowatch.kit.sql_files import SqlObject, read_objects, split_statements

MIGRATION_LOCK = 0x6B77
"""Serializes processes that migrate the same database at once."""


def upgrade(package: ModuleType, database_url: str) -> None:
    """Bring the database at ``database_url`` to the newest version in ``package``.

    A database at a later release is left unchanged, with its functions: this release still runs
    on it, so that going back is possible. Raises `alembic.util.CommandError` if the database is
    at an unknown step, and `SqlFileError` if a SQL file can't be applied.
    """
    config = Config()
    config.set_main_option("script_location", str(resources.files(package)))
    config.set_main_option("path_separator", "os")
    config.attributes["database_url"] = database_url
    command.upgrade(config, "head")


def run_migrations() -> None:
    """Run the steps and apply the SQL files on one locked connection; each ``env.py`` calls it."""
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
    newest = context.get_head_revision()
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        if _is_ahead(_heads(), newest):
            return
        context.run_migrations()
        # At an earlier step (only in tests) tables may lack what functions need.
        if _heads() == (newest,):
            apply_objects(connection, _objects())


def _heads() -> tuple[str, ...]:
    return context.get_context().get_current_heads()


def _objects() -> list[SqlObject]:
    service = Path(context.script.dir).parent
    return read_objects(Path(kit.__file__).parent / "sql", service / "sql")


def _is_ahead(heads: tuple[str, ...], newest: str | tuple[str, ...] | None) -> bool:
    """Return true if a database is at a later step than ``newest``."""
    if len(heads) != 1 or not isinstance(newest, str):
        return False
    line, _, place = newest.rpartition("_")
    its_line, _, its_place = heads[0].rpartition("_")
    return its_line == line and its_place.isdecimal() and int(its_place) > int(place)


def execute_sql(package: ModuleType | str, name: str) -> None:
    """Run the SQL file ``name`` in ``package``, statement by statement."""
    source = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    for statement in split_statements(source):
        op.get_bind().exec_driver_sql(statement)
