"""Functions, views and triggers of a database follow the SQL files of the release."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from kilowatch.kit.migrate import upgrade
from kilowatch.kit.sql_apply import apply_objects
from kilowatch.kit.sql_files import DEFINITIONS, SqlFileError, read_objects
from kilowatch.users import migrations
from tests.conftest import MakeDatabase


class Release:
    """SQL files, applied to a database as in a migration."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder

    async def apply(self, **files: str) -> None:
        """Make these the only files, and apply them in one transaction."""
        self.folder.mkdir(exist_ok=True)
        for path in self.folder.glob("*.sql"):
            path.unlink()
        for name, content in files.items():
            (self.folder / f"{name}.sql").write_text(content, encoding="utf-8")
        objects = read_objects(self.folder)
        engine = create_async_engine(self.url.replace("postgresql", "postgresql+asyncpg", 1))
        try:
            async with engine.begin() as connection:
                await connection.run_sync(apply_objects, objects)
        finally:
            await engine.dispose()

    async def value(self, query: str) -> Any:
        """Return the first value of a query."""
        return await value(self.url, query)

    async def exists(self, function: str) -> bool:
        """Return true if the database has a function of that name."""
        return bool(await self.value(f"SELECT count(*) FROM pg_proc WHERE proname = '{function}'"))


async def value(url: str, query: str) -> Any:
    """Return the first value of a query."""
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def definitions(url: str) -> set[tuple[str, ...]]:
    """Return the objects of a database by their definition."""
    connection = await asyncpg.connect(url)
    try:
        return {tuple(row) for row in await connection.fetch(DEFINITIONS)}
    finally:
        await connection.close()


@pytest.fixture
async def release(make_database: MakeDatabase, tmp_path: Path) -> Release:
    """A database with a table and nothing applied."""
    url = await make_database("auth")
    await value(url, "DROP TABLE sql_object")
    await value(url, "CREATE TABLE thing (id int, size int)")
    return Release(url, tmp_path / "sql")


def function(signature: str, returns: str = "int", body: str = "SELECT 1") -> str:
    """Return a function as it is written in a file."""
    return f"CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE sql AS $$ {body} $$;"


async def test_the_order_of_files_does_not_matter(release: Release) -> None:
    trigger = """CREATE OR REPLACE TRIGGER thing_grows BEFORE INSERT ON thing
        FOR EACH ROW EXECUTE FUNCTION grow();"""
    grow = """CREATE OR REPLACE FUNCTION grow() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN new.size := factor() * new.size; RETURN new; END $$;"""

    await release.apply(
        a=trigger,
        b="CREATE OR REPLACE VIEW big AS SELECT * FROM doubled WHERE size > factor();",
        c="CREATE OR REPLACE VIEW doubled AS SELECT id, twice(size) AS size FROM thing;",
        d=function("twice(n int)", body="SELECT n * (SELECT factor() FROM nothing_big)"),
        e="CREATE OR REPLACE VIEW nothing_big AS SELECT 1;",
        f=grow,
        g=function("factor()", body="SELECT 2"),
    )

    await release.value("INSERT INTO thing VALUES (1, 3)")
    assert await release.value("SELECT size FROM big") == 12


async def test_only_changed_objects_are_replaced(release: Release) -> None:
    written = "SELECT string_agg(xmin::text, ' ' ORDER BY proname) FROM pg_proc WHERE proname IN {}"
    await release.apply(one=function("f()") + function("g()"), two=function("h()"))
    before = await release.value(written.format("('f', 'h')"))

    await release.apply(one=function("f()") + function("g()", body="SELECT 2"), two=function("h()"))

    assert await release.value("SELECT g()") == 2
    assert await release.value(written.format("('f', 'h')")) == before


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("f", function("f(n int)", returns="text", body="SELECT 'one'")),
        ("f", function("f(m int)")),
        ("f", function("f(n bigint)")),
        ("f", function("f(n int, m int)")),
        ("v", "CREATE OR REPLACE VIEW v AS SELECT id::text FROM thing;"),
    ],
    ids=["result", "name of a parameter", "type of a parameter", "one more", "column of a view"],
)
async def test_a_changed_signature_needs_a_new_name_and_changes_nothing(
    release: Release, name: str, changed: str
) -> None:
    files = {
        "f": function("f(n int)"),
        "v": "CREATE OR REPLACE VIEW v AS SELECT id FROM thing;",
        "other": function("g()"),
    }
    await release.apply(**files)

    with pytest.raises(SqlFileError, match=rf"sql/{name}\.sql: .* {name} .*a new name"):
        await release.apply(**{**files, "other": function("g()", body="SELECT 2"), name: changed})

    assert await release.value("SELECT f(1) + g()") == 2


async def test_errors_name_the_file(release: Release) -> None:
    with pytest.raises(SqlFileError, match=r"sql/v\.sql: VIEW v can't be applied: .*nowhere"):
        await release.apply(
            v="CREATE OR REPLACE VIEW v AS SELECT * FROM nowhere;", f=function("f()")
        )

    with pytest.raises(SqlFileError, match=r"sql/f\.sql: FUNCTION f .*must be specified") as caught:
        await release.apply(f="CREATE OR REPLACE FUNCTION f() RETURN NOTHING;")
    assert "new name" not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        function("f()", body="SELECT size FROM nowhere"),
        function("f()", body="SELECT nothing FROM thing"),
        """CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE plpgsql AS
           $$ BEGIN RETURN 1 END $$;""",
    ],
    ids=["no such table", "no such column", "syntax"],
)
async def test_a_body_that_cannot_run_is_rejected(release: Release, wrong: str) -> None:
    with pytest.raises(SqlFileError, match=r"sql/f\.sql: FUNCTION f can't be applied"):
        await release.apply(f=wrong, g=function("g()"))

    assert not await release.exists("g")


async def test_a_removed_function_serves_the_previous_release_once_more(release: Release) -> None:
    await release.apply(one=function("f()"), two=function("g()"))
    await release.apply(one=function("f()"))
    await release.apply(one=function("f()"))
    assert await release.value("SELECT g()") == 1

    await release.apply(one=function("f()", body="SELECT 2"))

    assert not await release.exists("g")
    assert await release.value("SELECT count(*) FROM sql_object") == 1


async def test_a_function_restored_by_an_older_release_is_no_longer_retired(
    release: Release,
) -> None:
    both = {"one": function("f()"), "two": function("g()")}
    await release.apply(**both)
    await release.apply(one=both["one"])
    await release.apply(**both)

    await release.apply(one=function("f()", body="SELECT 2"))

    assert await release.exists("g")


async def test_an_object_that_others_depend_on_is_not_dropped(release: Release) -> None:
    await release.apply(one=function("f()"), two=function("g()"))
    await release.value("CREATE VIEW of_an_operator AS SELECT g()")
    await release.apply(one=function("f()"))

    await release.apply(one=function("f()", body="SELECT 2"))

    assert await release.value("SELECT f() + (SELECT g FROM of_an_operator)") == 3


async def test_missing_and_different_functions_are_repaired(make_database: MakeDatabase) -> None:
    url, damaged = await make_database("users"), await make_database("users")
    await value(damaged, "DROP FUNCTION ensure_audit_month")
    await value(damaged, "ALTER FUNCTION drop_audit_before RESET ALL")
    await value(
        damaged,
        """CREATE OR REPLACE FUNCTION drop_audit_before(p_moment timestamptz)
           RETURNS int LANGUAGE sql AS 'SELECT 0'""",
    )
    await value(damaged, "DROP TRIGGER audit_act_append_only ON audit_act")

    await asyncio.to_thread(upgrade, migrations, damaged)

    assert await definitions(damaged) == await definitions(url)


async def test_functions_created_by_migrations_are_replaced_by_those_of_the_files(
    make_database: MakeDatabase,
) -> None:
    """As before functions were in files: no record of what was applied."""
    url, before = await make_database("users"), await make_database("users")
    await value(before, "DROP TABLE sql_object")
    await value(before, "ALTER FUNCTION ensure_audit_month STABLE")

    await asyncio.to_thread(upgrade, migrations, before)

    assert await definitions(before) == await definitions(url)
    assert await value(before, "SELECT count(*) FROM sql_object WHERE retired_by IS NULL") > 0


async def test_an_older_release_does_not_restore_its_older_functions(
    make_database: MakeDatabase,
) -> None:
    url = await make_database("users")
    later = """CREATE OR REPLACE FUNCTION drop_audit_before(p_moment timestamptz)
               RETURNS int LANGUAGE sql AS 'SELECT -1'"""
    await value(url, later)
    await value(url, "UPDATE alembic_version SET version_num = 'users_9999'")

    await asyncio.to_thread(upgrade, migrations, url)

    assert await value(url, "SELECT drop_audit_before(now())") == -1
