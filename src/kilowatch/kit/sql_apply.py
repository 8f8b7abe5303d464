"""Updates the functions, views and triggers of a database to the files of this release.

Runs in the transaction and under the lock of a migration, after its steps.
"""

from collections.abc import Iterable

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from kilowatch.kit.sql_files import (
    APPLIED_OBJECTS,
    CREATE_SQL_OBJECT_TABLE,
    DEFINITIONS,
    AppliedObject,
    SqlFileError,
    SqlObject,
    changes_between,
)

log = structlog.get_logger()

UNDEFINED = frozenset({"42P01", "42703", "42704", "42883"})
"""SQLSTATE of a table or view, column, type or function that doesn't exist, perhaps not yet."""

DEPENDENT_OBJECTS_STILL_EXIST = "2BP01"

_COUNT = text(
    f"SELECT count(*) FROM ({DEFINITIONS}) AS d WHERE kind = :kind AND name = :name"  # noqa: S608 - a constant
)

_VALIDATOR = text("""
SELECT l.lanvalidator::regproc::text, p.oid
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
WHERE p.pronamespace = current_schema()::regnamespace AND p.proname = :name""")

_RECORD = text(
    """
INSERT INTO sql_object (kind, name, statement_sha256, definition_md5)
SELECT kind, name, :digest, definition_md5
FROM ("""
    + DEFINITIONS
    + """) AS d WHERE kind = :kind AND name = :name
ON CONFLICT (kind, name) DO UPDATE SET
    statement_sha256 = excluded.statement_sha256, definition_md5 = excluded.definition_md5,
    retired_by = NULL"""
)


def apply_objects(connection: Connection, objects: list[SqlObject]) -> None:
    """Create or replace what differs, retire removed objects, drop those retired before.

    Raises `SqlFileError` if a definition can't replace the existing one.
    """
    connection.execute(text(CREATE_SQL_OBJECT_TABLE))
    rows = connection.execute(text(APPLIED_OBJECTS)).mappings()
    changes = changes_between(objects, [AppliedObject(**row) for row in rows])
    if not changes:
        return
    # Bodies may refer to objects of another file of this release.
    connection.execute(text("SET LOCAL check_function_bodies = off"))
    _create(connection, changes.due)
    _refuse_second_signatures(connection, changes.due)
    _check_bodies(connection, changes.due)
    for each in changes.due:
        connection.execute(_RECORD, {"kind": each.kind, "name": each.name, "digest": each.digest})
    for kind, name in changes.to_retire:
        connection.execute(
            text("UPDATE sql_object SET retired_by = :by WHERE kind = :kind AND name = :name"),
            {"by": changes.release, "kind": kind, "name": name},
        )
    _drop(connection, changes.to_drop)


def _create(connection: Connection, objects: list[SqlObject]) -> None:
    """Run the statements in any order that works: one that lacks something waits for the others."""
    waiting = objects
    while waiting:
        lacking: dict[SqlObject, DBAPIError] = {}
        for each in waiting:
            try:
                with connection.begin_nested():
                    connection.exec_driver_sql(each.statement)
            except DBAPIError as error:
                if _sqlstate(error) not in UNDEFINED:
                    raise _explained(connection, each, error) from error
                lacking[each] = error
        if len(lacking) == len(waiting):
            each, error = next(iter(lacking.items()))
            raise _explained(connection, each, error) from error
        waiting = list(lacking)


def _check_bodies(connection: Connection, objects: Iterable[SqlObject]) -> None:
    """Have PostgreSQL check the bodies, now that everything they refer to exists."""
    connection.execute(text("SET LOCAL check_function_bodies = on"))
    for each in objects:
        if each.kind != "FUNCTION":
            continue
        validator, oid = connection.execute(_VALIDATOR, {"name": each.name}).one()
        try:
            connection.execute(text(f"SELECT {validator}(:oid)"), {"oid": oid})
        except DBAPIError as error:
            raise _explained(connection, each, error) from error


def _sqlstate(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _reason(error: DBAPIError) -> str:
    """Return PostgreSQL's message, without its hint to drop what the previous release needs."""
    said = error.orig and error.orig.__cause__
    return str(said.args[0] if said else error.orig)


def _explained(connection: Connection, each: SqlObject, error: DBAPIError) -> SqlFileError:
    message = f"{each.path}: {each.kind} {each.name} can't be applied: {_reason(error)}"
    # Neither the result type, nor a parameter name, nor the columns of a view can change.
    if _sqlstate(error) in ("42P13", "42P16") and _signatures(connection, each):
        message += (
            ". The release before may still be running and use it as it is: "
            "give the changed one a new name"
        )
    return SqlFileError(message)


def _refuse_second_signatures(connection: Connection, objects: Iterable[SqlObject]) -> None:
    """CREATE OR REPLACE silently adds a function with other parameters beside the old one."""
    for each in objects:
        if _signatures(connection, each) > 1:
            raise SqlFileError(
                f"{each.path}: {each.kind} {each.name} exists with other parameters. The release "
                "before may still be running and call it: give the changed one a new name"
            )


def _signatures(connection: Connection, each: SqlObject) -> int:
    found = connection.execute(
        _COUNT,
        {"kind": each.kind, "name": each.name},
    )
    return int(found.scalar_one())


def _drop(connection: Connection, keys: list[tuple[str, str]]) -> None:
    """Drop objects absent from two releases in a row, unless something depends on them."""
    for kind, name in keys:
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(f"DROP {kind} IF EXISTS {name}")
                connection.execute(
                    text("DELETE FROM sql_object WHERE kind = :kind AND name = :name"),
                    {"kind": kind, "name": name},
                )
        except DBAPIError as error:
            if _sqlstate(error) != DEPENDENT_OBJECTS_STILL_EXIST:
                raise
            log.warning("migration.kept", kind=kind, name=name, reason=_reason(error))
