"""Migrations of each service are linear, so that every database takes the same steps."""

import asyncio
import importlib
import re
from importlib import resources

import asyncpg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from kilowatch.kit.migrate import upgrade
from kilowatch.local.home import SERVICES_WITH_DATABASE
from kilowatch.users import migrations
from tests.conftest import MakeDatabase


@pytest.mark.parametrize("service", SERVICES_WITH_DATABASE)
def test_the_migrations_of_a_service_are_linear(service: str) -> None:
    package = importlib.import_module(f"kilowatch.{service}.migrations")
    config = Config()
    config.set_main_option("script_location", str(resources.files(package)))
    config.set_main_option("path_separator", "os")

    steps = ScriptDirectory.from_config(config)

    assert len(steps.get_heads()) == 1
    assert all(not step.is_branch_point for step in steps.walk_revisions())
    names = [step.revision for step in steps.walk_revisions()]
    assert all(re.fullmatch(rf"{service}_\d{{4}}", name) for name in names), names
    assert names == sorted(names, reverse=True)


async def stand_at(url: str, step: str) -> None:
    """Mark a database as migrated to this step."""
    connection = await asyncpg.connect(url)
    await connection.execute("UPDATE alembic_version SET version_num = $1", step)
    await connection.close()


async def test_an_older_release_leaves_a_newer_database_unchanged(
    make_database: MakeDatabase,
) -> None:
    url = await make_database("users")
    await stand_at(url, "users_9999")

    await asyncio.to_thread(upgrade, migrations, url)

    connection = await asyncpg.connect(url)
    assert await connection.fetchval("SELECT version_num FROM alembic_version") == "users_9999"
    assert await connection.fetchval("SELECT count(*) FROM person") == 0
    await connection.close()


@pytest.mark.parametrize("step", ["devices_9999", "users_0000", "nonsense"])
async def test_a_database_with_an_unknown_revision_is_rejected(
    make_database: MakeDatabase, step: str
) -> None:
    url = await make_database("users")
    await stand_at(url, step)

    with pytest.raises(CommandError, match="Can't locate revision"):
        await asyncio.to_thread(upgrade, migrations, url)
