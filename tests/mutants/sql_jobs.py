"""Runs tests once for each of many changed SQL functions, on one PostgreSQL.

Each change is applied to the migrated database that the tests' own databases are copies of, and
taken back afterwards: nothing is migrated or imported anew. A process of its own, started in a
copy of the source tree by `tests.mutants.trees`.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import asyncpg
import msgspec
import pytest

from kilowatch.kit.sql_files import split_statements
from tests.harness.servers import POSTGRES_URL, template_of
from tests.mutants.forks import ForkedRuns

NOT_APPLIED = 3
"""The exit status where PostgreSQL doesn't accept a changed function."""


class SqlChange(msgspec.Struct, frozen=True):
    """One mutant: the statements that it changes, and what they were."""

    service: str
    after: list[str]
    before: list[str]


class SqlTask(msgspec.Struct, frozen=True):
    """The task of the process; it writes a line for each run: number, exit status."""

    tests: list[str]
    changes: list[SqlChange]
    report: str


class SqlJobs:
    """The changes as jobs (`tests.mutants.forks.Jobs`)."""

    def __init__(self, changes: list[SqlChange]) -> None:
        self._changes = changes

    def numbers(self) -> Sequence[int]:
        """Return all."""
        return range(len(self._changes))

    def apply(self, number: int) -> None:
        """Replace functions in the database that is copied."""
        change = self._changes[number]
        try:
            asyncio.run(_execute(change.service, change.after))
        except asyncpg.PostgresError:
            os._exit(NOT_APPLIED)

    def undo(self, number: int) -> None:
        """Put the functions back."""
        change = self._changes[number]
        asyncio.run(_execute(change.service, change.before))


async def _execute(service: str, statements: list[str]) -> None:
    url, _, _ = os.environ[POSTGRES_URL].rpartition("/")
    connection = await asyncpg.connect(f"{url}/{template_of(service)}")
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def sql_change(service: str, changed_files: dict[Path, str]) -> SqlChange:
    """Return what the changed texts of SQL files change."""
    pairs = [
        (new, old)
        for path, text in changed_files.items()
        for new, old in zip(
            split_statements(text),
            split_statements(path.read_text(encoding="utf-8")),
            strict=True,
        )
        if new != old
    ]
    return SqlChange(service, [new for new, _ in pairs], [old for _, old in pairs])


def main() -> int:
    """Read a task from standard input and run it."""
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=SqlTask)
    with Path(task.report).open("w", encoding="ascii", buffering=1) as report:

        def write(number: int | None, status: int) -> None:
            report.write(f"{-1 if number is None else number} {status}\n")

        runs = ForkedRuns(SqlJobs(task.changes), 1, write)
        # The harness is imported before pytest could rewrite its assertions.
        options = ["-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
        return int(pytest.main([*options, *task.tests], plugins=[runs]))


if __name__ == "__main__":
    sys.exit(main())
