"""One database and one role per service."""

import asyncio
import json
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import asyncpg
import pytest

import kilowatch
from kilowatch.kit.migrate import upgrade
from kilowatch.kit.sql_files import CREATE_SQL_OBJECT_TABLE
from kilowatch.local.databases import (
    SOURCES,
    database_name,
    database_url,
    ensure_databases,
    newest_step,
    outdated,
)
from kilowatch.local.home import SERVICES_WITH_DATABASE
from kilowatch.users import migrations

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


async def test_a_service_can_only_connect_to_its_own_database(admin_url: str) -> None:
    own = await asyncpg.connect(database_url(admin_url, "left", "pw-left"))
    await own.execute("CREATE TABLE thing (id int)")
    await own.close()
    own_url = database_url(admin_url, "left", "pw-left")
    foreign = own_url.removesuffix("kilowatch_left") + "kilowatch_right"

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(foreign)


async def test_recreating_databases_changes_passwords_and_keeps_data(admin_url: str) -> None:
    own = await asyncpg.connect(database_url(admin_url, "left", "pw-left"))
    await own.execute("CREATE TABLE kept (id int)")
    await own.close()

    await ensure_databases(admin_url, {"left": "new"})

    own = await asyncpg.connect(database_url(admin_url, "left", "new"))
    assert await own.fetchval("SELECT count(*) FROM kept") == 0
    await own.close()
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(database_url(admin_url, "left", "pw-left"))


def write_step(folder: Path, name: str, former: str | None) -> None:
    text = f'revision = "{name}"\ndown_revision: str | None = {json.dumps(former)}\n'
    (folder / f"{name}.py").write_text(text.replace("null", "None"), encoding="utf-8")


async def test_only_a_database_at_the_newest_step_is_up_to_date(
    admin_url: str, tmp_path: Path
) -> None:
    for service in PASSWORDS:
        folder = tmp_path / service / "migrations" / "versions"
        folder.mkdir(parents=True)
        write_step(folder, "first", None)
        write_step(folder, "second", "first")
    for service, step in (("left", "second"), ("right", "first")):
        own = await asyncpg.connect(database_url(admin_url, service, PASSWORDS[service]))
        await own.execute("CREATE TABLE alembic_version (version_num text)")
        await own.execute("INSERT INTO alembic_version VALUES ($1)", step)
        await own.execute(CREATE_SQL_OBJECT_TABLE)
        await own.close()

    assert await outdated(admin_url, [*PASSWORDS, "never made"], tmp_path) == {
        "right",
        "never made",
    }


@pytest.mark.parametrize("place", ["users", "kit"])
async def test_a_database_with_changed_sql_files_is_outdated(
    postgres_url: str, tmp_path: Path, place: str
) -> None:
    url = f"{postgres_url.rpartition('/')[0]}/{database_name('users')}"
    await ensure_databases(postgres_url, {"users": "pw"})
    try:
        await asyncio.to_thread(upgrade, migrations, url)
        for folder in ("users", "kit"):
            shutil.copytree(SOURCES / folder, tmp_path / folder)
        assert await outdated(postgres_url, ["users"], tmp_path) == set()

        added = "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;"
        (tmp_path / place / "sql" / "added.sql").write_text(added, encoding="utf-8")
        assert await outdated(postgres_url, ["users"], tmp_path) == {"users"}

        (tmp_path / place / "sql" / "added.sql").unlink()
        assert await outdated(postgres_url, ["users"], tmp_path) == set()
        own = await asyncpg.connect(url)
        await own.execute("DROP FUNCTION ensure_audit_month")
        await own.close()
        assert await outdated(postgres_url, ["users"], tmp_path) == {"users"}
    finally:
        admin = await asyncpg.connect(postgres_url)
        await admin.execute(f"DROP DATABASE {database_name('users')} WITH (FORCE)")
        await admin.execute(f"DROP ROLE {database_name('users')}")
        await admin.close()


async def test_an_unreadable_sql_file_is_reported_by_the_migration(
    admin_url: str, tmp_path: Path
) -> None:
    (tmp_path / "left" / "sql").mkdir(parents=True)
    (tmp_path / "left" / "sql" / "wrong.sql").write_text("SELECT 1;", encoding="utf-8")

    assert await outdated(admin_url, ["left"], tmp_path) == {"left"}


def test_diverging_steps_have_no_newest(tmp_path: Path) -> None:
    write_step(tmp_path, "first", None)
    assert newest_step(tmp_path) == "first"
    write_step(tmp_path, "left", "first")
    write_step(tmp_path, "right", "first")
    assert newest_step(tmp_path) is None


@pytest.mark.parametrize("service", SERVICES_WITH_DATABASE)
def test_every_service_has_a_newest_step(service: str) -> None:
    folder = Path(kilowatch.__file__).parent / service / "migrations" / "versions"
    newest = newest_step(folder)
    assert newest
    assert newest.startswith(f"{service}_")
