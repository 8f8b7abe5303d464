"""One database and one login role per service, so that no service can read another's tables."""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit

import asyncpg

from kilowatch.local.launch import Launch, LocalError

MIGRATIONS_AT_ONCE = 2


def database_name(service: str) -> str:
    """Name of a service's database and of the role that owns it."""
    return f"kilowatch_{service}"


def database_url(admin_url: str, service: str, password: str) -> str:
    """Where ``service`` reaches its own database. Holds the password."""
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


async def migrate(jobs: Mapping[str, Launch]) -> None:
    """Bring the databases of these services to their newest version. Raises `LocalError`."""
    at_once = asyncio.Semaphore(MIGRATIONS_AT_ONCE)
    await asyncio.gather(*(_migrate(*job, at_once) for job in jobs.items()))


async def _migrate(service: str, launch: Launch, at_once: asyncio.Semaphore) -> None:
    async with at_once:
        process = await asyncio.create_subprocess_exec(
            *launch.command,
            env=launch.environment,
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
