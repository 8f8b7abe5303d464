"""SQL files contain functions, views and triggers, each once, and nothing else."""

import importlib
import re
from pathlib import Path

import pytest

import kilowatch
from kilowatch.kit.sql_files import (
    AppliedObject,
    SqlFileError,
    SqlObject,
    changes_between,
    read_objects,
    split_statements,
)
from kilowatch.local.home import SERVICES_WITH_DATABASE

SOURCES = Path(kilowatch.__file__).parent
FUNCTION = "CREATE OR REPLACE FUNCTION {} RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;\n"


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.sql").write_text(content, encoding="utf-8")
    return folder


def test_semicolons_in_bodies_texts_and_comments_do_not_end_a_statement() -> None:
    source = """-- One; two.
CREATE FUNCTION a() AS $$ BEGIN x; -- it's
END $$;
/* c; */ CREATE FUNCTION b() AS $body$ SELECT '$$;' $body$;
INSERT INTO t VALUES ('it''s; --', ";");

-- The end.
"""

    assert list(split_statements(source)) == [
        "-- One; two.\nCREATE FUNCTION a() AS $$ BEGIN x; -- it's\nEND $$",
        "/* c; */ CREATE FUNCTION b() AS $body$ SELECT '$$;' $body$",
        """INSERT INTO t VALUES ('it''s; --', ";")""",
    ]


def test_the_last_statement_needs_no_semicolon() -> None:
    assert list(split_statements("SELECT 1;\nSELECT 2")) == ["SELECT 1", "SELECT 2"]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;",
        "CREATE TABLE t (id int);",
        "-- A type.\nCREATE TYPE pair AS (a int, b int);",
        "INSERT INTO t VALUES (1);",
        "DROP FUNCTION f;",
    ],
)
def test_other_statements_in_a_sql_file_are_rejected(tmp_path: Path, statement: str) -> None:
    with pytest.raises(SqlFileError, match=r"sql/one\.sql: only CREATE OR REPLACE"):
        read_objects(write(tmp_path / "sql", one=statement))


def test_a_duplicate_definition_is_rejected(tmp_path: Path) -> None:
    folder = write(tmp_path / "sql", one=FUNCTION.format("f()"), two=FUNCTION.format("f(n int)"))

    with pytest.raises(SqlFileError, match=r"two\.sql: FUNCTION f is defined in .*one\.sql too"):
        read_objects(folder)


def an_object(name: str, body: str = "SELECT 1") -> SqlObject:
    return SqlObject("FUNCTION", name, f"CREATE OR REPLACE FUNCTION {name}() {body}", "s/sql/f.sql")


def applied(
    each: SqlObject, retired_by: str | None = None, *, is_intact: bool = True
) -> AppliedObject:
    return AppliedObject(each.kind, each.name, each.digest, retired_by, is_intact)


def test_an_up_to_date_database_needs_no_changes() -> None:
    both = [an_object("f"), an_object("g")]

    assert not changes_between(both, [applied(each) for each in both])


@pytest.mark.parametrize(
    "known",
    [
        [],
        [applied(an_object("f", "SELECT 2"))],
        [applied(an_object("f"), is_intact=False)],
        [applied(an_object("f"), "an earlier release")],
    ],
    ids=["missing", "older", "altered", "retired"],
)
def test_missing_older_altered_and_retired_objects_are_due(known: list[AppliedObject]) -> None:
    assert changes_between([an_object("f")], known).due == [an_object("f")]


def test_a_removed_object_is_retired_by_one_release_and_dropped_by_the_next() -> None:
    stays, left = an_object("f"), an_object("g")
    first = changes_between([stays], [applied(stays), applied(left)])
    assert (first.to_retire, first.to_drop) == ([left.key], [])

    again = changes_between([stays], [applied(stays), applied(left, first.release)])
    assert not again

    changed = an_object("f", "SELECT 2")
    following = changes_between([changed], [applied(stays), applied(left, first.release)])
    assert (following.to_retire, following.to_drop) == ([], [left.key])


@pytest.mark.parametrize("service", SERVICES_WITH_DATABASE)
def test_migrations_contain_no_functions_views_or_triggers(service: str) -> None:
    folders = [SOURCES / service / "migrations" / "versions", SOURCES / "kit" / "tables"]
    found = [
        path.name
        for folder in folders
        for path in folder.glob("*.sql")
        if re.search(
            r"^CREATE\b.*\b(FUNCTION|PROCEDURE|VIEW|TRIGGER)\b",
            path.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    ]

    assert found == []


@pytest.mark.parametrize("service", SERVICES_WITH_DATABASE)
def test_every_sql_function_and_view_is_used(service: str) -> None:
    objects = read_objects(SOURCES / "kit" / "sql", SOURCES / service / "sql")
    package = Path(str(importlib.import_module(f"kilowatch.{service}").__file__)).parent
    python = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))

    unused = [
        each.name
        for each in objects
        if each.kind != "TRIGGER"
        and not re.search(rf"\b{each.name}\b", python)
        and not any(
            re.search(rf"\b{each.name}\b", other.statement) for other in objects if other != each
        )
    ]

    # `users` has the accounts themselves where others have a copy: kit reads both by that name.
    assert [each for each in unused if each != "account"] == []
