"""One database and one login role per service, so that no service can read another's tables."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

import kilowatch
from kilowatch.local.command import Command
from kilowatch.local.errors import LocalError

MIGRATIONS_AT_ONCE = 2
SOURCES = Path(kilowatch.__file__).parent
_REVISION = re.compile(r'^(down_)?revision\b[^=]*= *"(\w+)"', re.MULTILINE)


def database_name(service: str) -> str:
    """Name of a service's database and of the role that owns it."""
    return f"kilowatch_{service}"


def database_url(admin_url: str, service: str, password: str) -> str:
    """Return the URL of the database of ``service``. Contains the password."""
    parts = urlsplit(admin_url)
    name = database_name(service)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{name}:{password}@{host}", path=f"/{name}").geturl()


async def ensure_databases(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Make what is missing, and set every role's password to ours.

    Raises `asyncpg.PostgresError` where the administrator's rights do not suffice.
    """
    admin = await asyncpg.connect(admin_url)
    try:
        for service, password in passwords.items():
            await _ensure(admin, database_name(service), password)
    finally:
        await admin.close()


async def _ensure(admin: "asyncpg.Connection[asyncpg.Record]", name: str, password: str) -> None:
    # Passwords are ours and URL-safe: nothing in them needs quoting.
    if not await admin.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", name):
        await admin.execute(f"CREATE ROLE {name} LOGIN")
    await admin.execute(f"ALTER ROLE {name} PASSWORD '{password}'")
    if not await admin.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
        # An administrator who is no superuser must be a member of the role it gives to.
        await admin.execute(f"GRANT {name} TO CURRENT_USER")
        await admin.execute(
            f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0 ENCODING 'UTF8'"
        )
    await admin.execute(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")


async def outdated(admin_url: str, services: Iterable[str], sources: Path) -> set[str]:
    """Services whose database is not at the newest step that ``sources`` has of it.

    Each migration is a process that loads all of Alembic: a start that needs none is quicker.
    """
    found: set[str] = set()
    for service in services:
        newest = newest_step(sources / service / "migrations" / "versions")
        if newest is None or await _steps(admin_url, database_name(service)) != {newest}:
            found.add(service)
    return found


def newest_step(folder: Path) -> str | None:
    """The one migration in ``folder`` that no other follows; None where that is not clear."""
    steps: set[str] = set()
    followed: set[str] = set()
    for path in folder.glob("*.py"):
        for is_former, name in _REVISION.findall(path.read_text(encoding="utf-8")):
            (followed if is_former else steps).add(name)
    heads = steps - followed
    return heads.pop() if len(heads) == 1 else None


async def _steps(admin_url: str, database: str) -> set[str]:
    """At which steps a database is; empty where it has none, or will not tell us."""
    url = urlsplit(admin_url)._replace(path=f"/{database}").geturl()
    try:
        connection = await asyncpg.connect(url)
        try:
            if not await connection.fetchval("SELECT to_regclass('alembic_version') IS NOT NULL"):
                return set()
            return {row[0] for row in await connection.fetch("SELECT * FROM alembic_version")}
        finally:
            await connection.close()
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        return set()


async def migrate(admin_url: str, jobs: Mapping[str, Command]) -> None:
    """Bring the databases of these services to their newest version. Raises `LocalError`."""
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
