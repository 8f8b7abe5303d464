"""One database and one login role per service, so that no service can read another's tables."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

import kilowatch
from kilowatch.kit.sql_files import (
    APPLIED_OBJECTS,
    AppliedObject,
    SqlFileError,
    SqlObject,
    changes_between,
    read_objects,
)
from kilowatch.local.command import Command
from kilowatch.local.errors import LocalError

MIGRATIONS_AT_ONCE = 2
SOURCES = Path(kilowatch.__file__).parent
_REVISION = re.compile(r'^(down_)?revision\b[^=]*= *"(\w+)"', re.MULTILINE)


def database_name(service: str) -> str:
    """Return the name of a service's database and of the role that owns it."""
    return f"kilowatch_{service}"


def database_url(admin_url: str, service: str, password: str) -> str:
    """Return the URL of the database of ``service``. Contains the password."""
    parts = urlsplit(admin_url)
    name = database_name(service)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{name}:{password}@{host}", path=f"/{name}").geturl()


async def ensure_databases(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Create missing databases and roles, and set every role's password.

    Raises `asyncpg.PostgresError` if the administrator's rights do not suffice.
    """
    admin = await asyncpg.connect(admin_url)
    try:
        for service, password in passwords.items():
            await _ensure(admin, database_name(service), password)
    finally:
        await admin.close()


async def _ensure(admin: "asyncpg.Connection[asyncpg.Record]", name: str, password: str) -> None:
    # Passwords are generated and URL-safe: nothing in them needs quoting.
    if not await admin.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", name):
        await admin.execute(f"CREATE ROLE {name} LOGIN")
    await admin.execute(f"ALTER ROLE {name} PASSWORD '{password}'")
    if not await admin.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
        # An administrator who isn't a superuser must be a member of the role to give it a database.
        await admin.execute(f"GRANT {name} TO CURRENT_USER")
        await admin.execute(
            f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0 ENCODING 'UTF8'"
        )
    await admin.execute(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")


async def outdated(admin_url: str, services: Iterable[str], sources: Path) -> set[str]:
    """Return the services whose database lacks a step or a SQL file of those in ``sources``.

    Each migration is a process that loads all of Alembic: a start without one is faster.
    """
    found: set[str] = set()
    for service in services:
        newest = newest_step(sources / service / "migrations" / "versions")
        try:
            objects = read_objects(sources / "kit" / "sql", sources / service / "sql")
        except SqlFileError:
            found.add(service)  # The migration reports the fault of the file.
            continue
        if newest is None or not await _is_current(
            admin_url, database_name(service), newest, objects
        ):
            found.add(service)
    return found


def newest_step(folder: Path) -> str | None:
    """Return the last step in ``folder``; None if that is ambiguous."""
    steps: set[str] = set()
    followed: set[str] = set()
    for path in folder.glob("*.py"):
        for is_former, name in _REVISION.findall(path.read_text(encoding="utf-8")):
            (followed if is_former else steps).add(name)
    heads = steps - followed
    return heads.pop() if len(heads) == 1 else None


async def _is_current(admin_url: str, database: str, newest: str, objects: list[SqlObject]) -> bool:
    """Return true if a database is at that step with these objects; false if unreachable."""
    url = urlsplit(admin_url)._replace(path=f"/{database}").geturl()
    try:
        connection = await asyncpg.connect(url)
        try:
            if not await connection.fetchval(
                """SELECT to_regclass('alembic_version') IS NOT NULL
                      AND to_regclass('sql_object') IS NOT NULL"""
            ):
                return False
            steps = {row[0] for row in await connection.fetch("SELECT * FROM alembic_version")}
            rows = await connection.fetch(APPLIED_OBJECTS)
        finally:
            await connection.close()
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        return False
    applied = [AppliedObject(**dict(row)) for row in rows]
    return steps == {newest} and not changes_between(objects, applied)


async def migrate(admin_url: str, jobs: Mapping[str, Command]) -> None:
    """Migrate the databases of these services to their newest version. Raises `LocalError`."""
    due = await outdated(admin_url, jobs, SOURCES)
    at_once = asyncio.Semaphore(MIGRATIONS_AT_ONCE)
    await asyncio.gather(*(_migrate(service, jobs[service], at_once) for service in due))


async def _migrate(service: str, command: Command, at_once: asyncio.Semaphore) -> None:
    async with at_once:
        process = await asyncio.create_subprocess_exec(
            *command.arguments,
            env=command.environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            output, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
    if process.returncode != 0:
        tail = "\n".join(output.decode(errors="replace").splitlines()[-12:])
        raise LocalError(f"The database of {service} could not be migrated:\n{tail}")
