"""Applies hand-made mutants in a copy of the source tree, and runs their tests there."""

import asyncio
import contextlib
import importlib.util
import multiprocessing
import multiprocessing.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from tests.harness.servers import POSTGRES_URL, Servers, ready_postgres_url
from tests.mutants.table import Mutant

ROOT = Path(__file__).parents[2]
COPIED = ("src", "tests", "pyproject.toml")
TIMEOUT_S = 300
BASELINE_TIMEOUT_S = 1_800
"""For all tests of the table together, without a mutant."""


@dataclass(frozen=True)
class Verdict:
    """The verdict of the tests on a mutant: ``killed``, ``survived`` or ``broken``."""

    mutant: Mutant
    outcome: str
    detail: str


class Tree:
    """A copy of the source tree with a PostgreSQL of its own, used by one process."""

    def __init__(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="kilowatch-mutants-")
        self.root = Path(folder.name)
        self._servers = Servers()
        self._servers.start(postgres=True, rabbitmq=False)
        multiprocessing.util.Finalize(None, self._servers.stop, exitpriority=20)
        multiprocessing.util.Finalize(None, folder.cleanup, exitpriority=10)
        for entry in ROOT.iterdir():
            if entry.name in COPIED:
                _copy(entry, self.root / entry.name)
            elif not entry.name.startswith("."):
                (self.root / entry.name).symlink_to(entry)

    def judge(self, mutant: Mutant) -> Verdict:
        """Apply ``mutant``, run its tests, and take it back."""
        changes = mutant.changes(self.root)
        before = {path: path.read_text(encoding="utf-8") for path in changes}
        try:
            _write(changes)
            if mutant.is_sql:
                asyncio.run(_forget_templates())
            return _verdict(mutant, *self.run(mutant.tests))
        finally:
            _write(before)
            if mutant.is_sql:
                asyncio.run(_forget_templates())

    def run(self, tests: tuple[str, ...], timeout_s: float = TIMEOUT_S) -> tuple[int, str]:
        """Run tests until the first fails; return pytest's exit status and output."""
        environment = {**os.environ, "PYTHONPATH": str(self.root / "src")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = (sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *tests)
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env=environment,
                capture_output=True,
                text=True,
                timeout=timeout_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return 1, "1 failed by a timeout"
        return done.returncode, done.stdout + done.stderr


def judge_all(mutants: Sequence[Mutant], workers: int) -> Iterator[Verdict]:
    """Judge mutants side by side, in any order. Their tests must pass without a mutant.

    Raises `AssertionError` where they do not, and `PatternNotFound`.
    """
    tests = tuple(sorted({test for each in mutants for test in each.tests}))
    for each in mutants:
        each.changes(ROOT)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, initializer=_make_tree) as pool:
        status, output = pool.submit(_run_in_tree, tests).result()
        assert status == 0, f"The tests fail without a mutant.\n{output[-3000:]}"
        yield from (done.result() for done in as_completed(pool.submit(_judge, m) for m in mutants))


_trees: list[Tree] = []
"""The tree of this process."""


def _make_tree() -> None:
    _trees.append(Tree())


def _run_in_tree(tests: tuple[str, ...]) -> tuple[int, str]:
    return _trees[0].run(tests, BASELINE_TIMEOUT_S)


def _judge(mutant: Mutant) -> Verdict:
    return _trees[0].judge(mutant)


def _verdict(mutant: Mutant, status: int, output: str) -> Verdict:
    if status == 0:
        return Verdict(mutant, "survived", "")
    if status == 1 and re.search(r"\d+ failed", output):
        failed = re.search(r"^FAILED (\S+)", output, flags=re.MULTILINE)
        return Verdict(mutant, "killed", failed.group(1) if failed else "")
    return Verdict(mutant, "broken", output[-1500:])


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        shutil.copy2(source, target)
    else:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))


def _write(texts: dict[Path, str]) -> None:
    """Write files, and forget what Python compiled of them: it compares times by the second."""
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
        with contextlib.suppress(FileNotFoundError):
            Path(importlib.util.cache_from_source(str(path))).unlink()


async def _forget_templates() -> None:
    """Drop migrated databases, so that the next test migrates by the changed files."""
    await ready_postgres_url()
    admin = await asyncpg.connect(os.environ[POSTGRES_URL])
    try:
        rows = await admin.fetch(
            "SELECT datname FROM pg_database WHERE datname LIKE 'template\\__%'"
        )
        for row in rows:
            if row["datname"] not in ("template0", "template1"):
                await admin.execute(f'DROP DATABASE "{row["datname"]}" WITH (FORCE)')
    finally:
        await admin.close()
