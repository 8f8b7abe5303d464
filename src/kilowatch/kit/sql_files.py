"""SQL files: the functions, views and triggers of a service, applied when they change.

They are in ``<service>/sql/*.sql``, those of every service in ``kit/sql``, as
``CREATE OR REPLACE`` statements and nothing else. The order of statements and files does not
matter. `kilowatch.kit.migrate` applies them; this module loads neither Alembic nor SQLAlchemy,
so that a start finds out quickly whether anything is due (`kilowatch.local.databases`).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SQL_OBJECT_TABLE = "sql_object"

CREATE_SQL_OBJECT_TABLE = """
CREATE TABLE IF NOT EXISTS sql_object (
    kind text NOT NULL,
    name text NOT NULL,
    statement_sha256 text NOT NULL,
    definition_md5 text NOT NULL,
    retired_by text,
    PRIMARY KEY (kind, name)
)"""
"""The objects applied to a database. `retired_by` is the digest of the first release whose files
no longer had the object."""

DEFINITIONS = """
SELECT 'FUNCTION' AS kind, proname::text AS name, md5(pg_get_functiondef(oid)) AS definition_md5
FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'
UNION ALL
SELECT 'VIEW', relname::text, md5(pg_get_viewdef(oid))
FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v'
UNION ALL
SELECT 'TRIGGER', t.tgname || ' ON ' || c.relname, md5(pg_get_triggerdef(t.oid))
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
  AND t.tgparentid = 0
"""
"""The objects in a database; a function with several signatures is listed several times."""

APPLIED_OBJECTS = f"""
SELECT o.kind, o.name, o.statement_sha256, o.retired_by,
       EXISTS (SELECT FROM ({DEFINITIONS}) AS d
               WHERE d.kind = o.kind AND d.name = o.name
                 AND d.definition_md5 = o.definition_md5) AS is_intact
FROM sql_object AS o
"""  # noqa: S608 - made of constants

_TOKEN = re.compile(
    r"""--[^\n]* | /\*.*?\*/ | '(?:[^']|'')*' | "[^"]*" | \$(\w*)\$.*?\$\1\$ | (;)""",
    re.DOTALL | re.VERBOSE,
)
"""Tokens that may contain a semicolon, or a semicolon that ends a statement."""

_HEAD = re.compile(r"CREATE OR REPLACE (FUNCTION|VIEW|TRIGGER) (\w+)")
_COMMENTS = re.compile(r"\s*(?:--[^\n]*\n\s*)*")
_TRIGGER_TABLE = re.compile(r"\bON (\w+)")


class SqlFileError(Exception):
    """A SQL file contains an invalid statement, or can't be applied to a database."""


@dataclass(frozen=True)
class SqlObject:
    """A function, view or trigger as defined in the files. A trigger's name includes its table."""

    kind: str
    name: str
    statement: str
    path: str

    @property
    def key(self) -> tuple[str, str]:
        """Return kind and name, which are unique in a database."""
        return self.kind, self.name

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the statement with its comment."""
        return hashlib.sha256(self.statement.encode()).hexdigest()


@dataclass(frozen=True)
class AppliedObject:
    """The record of an applied object. Not intact: it was changed or dropped since."""

    kind: str
    name: str
    statement_sha256: str
    retired_by: str | None
    is_intact: bool

    @property
    def key(self) -> tuple[str, str]:
        """Return kind and name, which are unique in a database."""
        return self.kind, self.name


@dataclass(frozen=True)
class Changes:
    """The changes that update a database to the files of a release."""

    due: list[SqlObject]
    to_retire: list[tuple[str, str]]
    to_drop: list[tuple[str, str]]
    release: str

    def __bool__(self) -> bool:
        """Return whether there is anything to do."""
        return bool(self.due or self.to_retire or self.to_drop)


def split_statements(source: str) -> Iterator[str]:
    """Yield the statements of a SQL file, each with its comment and without its semicolon."""
    start = 0
    for token in _TOKEN.finditer(source):
        if token[2]:
            yield source[start : token.start()].strip()
            start = token.end()
    rest = source[start:]
    if _COMMENTS.sub("", rest + "\n", count=1):
        yield rest.strip()


def read_objects(*folders: Path) -> list[SqlObject]:
    """Return the objects defined in these folders. Raises `SqlFileError`."""
    found: dict[tuple[str, str], SqlObject] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.sql"))):
        for statement in split_statements(path.read_text(encoding="utf-8")):
            each = _object(statement, f"{path.parent.parent.name}/sql/{path.name}")
            if each.key in found:
                raise SqlFileError(
                    f"{each.path}: {each.kind} {each.name} is defined in {found[each.key].path} too"
                )
            found[each.key] = each
    return list(found.values())


def _object(statement: str, path: str) -> SqlObject:
    code = _COMMENTS.sub("", statement, count=1)
    head = _HEAD.match(code)
    if head is None:
        raise SqlFileError(
            f"{path}: only CREATE OR REPLACE FUNCTION, VIEW or TRIGGER stands in SQL files, not "
            f"{code[:60]!r}; tables, types and data belong to a step of migrations/versions"
        )
    kind, name = head.groups()
    if kind == "TRIGGER":
        table = _TRIGGER_TABLE.search(code)
        name = f"{name} ON {table[1]}" if table else name
    return SqlObject(kind, name, statement, path)


def changes_between(objects: Iterable[SqlObject], applied: Iterable[AppliedObject]) -> Changes:
    """Compare the files of a release with the record in a database.

    A removed object is kept once more, since the previous release may still be running and
    use it: it is retired by the first release without it, and dropped by the next.
    """
    wanted = {each.key: each for each in objects}
    known = {each.key: each for each in applied}
    digests = "\n".join(sorted(each.digest for each in wanted.values()))
    release = hashlib.sha256(digests.encode()).hexdigest()
    gone = [each for key, each in known.items() if key not in wanted]
    return Changes(
        due=[each for key, each in wanted.items() if _is_due(each, known.get(key))],
        to_retire=[each.key for each in gone if each.retired_by is None],
        to_drop=[each.key for each in gone if each.retired_by not in (None, release)],
        release=release,
    )


def _is_due(each: SqlObject, applied: AppliedObject | None) -> bool:
    return (
        applied is None
        or applied.statement_sha256 != each.digest
        or applied.retired_by is not None
        or not applied.is_intact
    )
