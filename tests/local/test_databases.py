"""One database and one role per service."""

from collections.abc import AsyncGenerator

import asyncpg
import pytest

from kilowatch.local.databases import database_name, database_url, ensure_databases

PASSWORDS = {"left": "pw-left", "right": "pw-right"}


@pytest.fixture
async def admin_url(postgres_url: str) -> AsyncGenerator[str]:
    """A server with the databases of two services, removed afterwards."""
    await ensure_databases(postgres_url, PASSWORDS)
    yield postgres_url
    admin = await asyncpg.connect(postgres_url)
    for service in PASSWORDS:
        await admin.execute(f"DROP DATABASE {database_name(service)} WITH (FORCE)")
        await admin.execute(f"DROP ROLE {database_name(service)}")
    await admin.close()


async def test_a_service_reaches_its_own_database_and_no_other(admin_url: str) -> None:
    own = await asyncpg.connect(database_url(admin_url, "left", "pw-left"))
    await own.execute("CREATE TABLE thing (id int)")
    await own.close()
    own_url = database_url(admin_url, "left", "pw-left")
    foreign = own_url.removesuffix("kilowatch_left") + "kilowatch_right"

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(foreign)


async def test_making_them_again_changes_passwords_and_keeps_data(admin_url: str) -> None:
    own = await asyncpg.connect(database_url(admin_url, "left", "pw-left"))
    await own.execute("CREATE TABLE kept (id int)")
    await own.close()

    await ensure_databases(admin_url, {"left": "new"})

    own = await asyncpg.connect(database_url(admin_url, "left", "new"))
    assert await own.fetchval("SELECT count(*) FROM kept") == 0
    await own.close()
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(database_url(admin_url, "left", "pw-left"))
