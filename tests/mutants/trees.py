"""Applies hand-made mutants in a copy of the source tree, and runs their tests there."""

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
from pathlib import Path

import msgspec

from tests.harness.servers import Servers
from tests.mutants.forks import TIMED_OUT
from tests.mutants.sql_jobs import NOT_APPLIED, SqlTask, sql_change
from tests.mutants.table import Mutant, Verdict

ROOT = Path(__file__).parents[2]
COPIED = ("src", "tests", "pyproject.toml")
TIMEOUT_S = 900
BASELINE_TIMEOUT_S = 1_800
"""For all mutants that the same tests must notice."""


class Tree:
    """A copy of the source tree with servers of its own, used by one process."""

    def __init__(self, *, rabbitmq: bool) -> None:
        folder = tempfile.TemporaryDirectory(prefix="kilowatch-mutants-")
        self.root = Path(folder.name)
        self._servers = Servers()
        self._servers.start(postgres=True, rabbitmq=rabbitmq)
        multiprocessing.util.Finalize(None, self._servers.stop, exitpriority=20)
        multiprocessing.util.Finalize(None, folder.cleanup, exitpriority=10)
        for entry in ROOT.iterdir():
            if entry.name in COPIED:
                _copy(entry, self.root / entry.name)
            elif not entry.name.startswith("."):
                (self.root / entry.name).symlink_to(entry)

    def judge(self, mutant: Mutant) -> Verdict:
        """Apply a mutant of Python code, run its tests, and take it back."""
        changes = mutant.changes(self.root)
        before = {path: path.read_text(encoding="utf-8") for path in changes}
        try:
            _write(changes)
            return _verdict(mutant, *self.run(mutant.tests))
        finally:
            _write(before)

    def judge_sql(self, mutants: Sequence[Mutant]) -> list[Verdict]:
        """Run the tests, the same for all, with each mutant of a SQL function."""
        report = self.root / "report"
        changes = [
            sql_change(each.place.partition(":")[0], each.changes(self.root)) for each in mutants
        ]
        task = SqlTask(list(mutants[0].tests), changes, str(report))
        report.unlink(missing_ok=True)
        _, output = self._python(
            ("-m", "tests.mutants.sql_jobs"), BASELINE_TIMEOUT_S, msgspec.json.encode(task)
        )
        statuses = {
            int(number): int(status)
            for number, status in map(str.split, report.read_text(encoding="ascii").splitlines())
        }
        if statuses.get(-1) != 0:
            return [Verdict(each, "broken", output[-1500:]) for each in mutants]
        end = output[-1500:]
        return [
            Verdict(each, _outcome(statuses.get(number)), "" if number in statuses else end)
            for number, each in enumerate(mutants)
        ]

    def run(self, tests: tuple[str, ...]) -> tuple[int, str]:
        """Run tests until the first fails; return pytest's exit status and output."""
        return self._python(("-m", "pytest", "-x", "-p", "no:cacheprovider", *tests), TIMEOUT_S)

    def _python(
        self, arguments: tuple[str, ...], timeout_s: float, given: bytes = b""
    ) -> tuple[int, str]:
        environment = {**os.environ, "PYTHONPATH": str(self.root / "src")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        try:
            done = subprocess.run(
                (sys.executable, *arguments),
                cwd=self.root,
                env=environment,
                input=given,
                capture_output=True,
                timeout=timeout_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return TIMED_OUT, f"No end within {timeout_s} s."
        return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


def judge_all(mutants: Sequence[Mutant], workers: int) -> Iterator[Verdict]:
    """Judge mutants side by side, in any order. Their tests must pass without a mutant.

    Raises `AssertionError` where those of Python code do not, and `PatternNotFound`.
    """
    for each in mutants:
        each.changes(ROOT)
    groups: dict[tuple[str, ...], list[Mutant]] = {}
    for each in mutants:
        if each.is_sql:
            groups.setdefault(each.tests, []).append(each)
    in_python = [each for each in mutants if not each.is_sql]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, _make_tree, (bool(in_python),)) as pool:
        judged = [pool.submit(_judge_sql, group) for group in groups.values()]
        if in_python:
            tests = tuple(sorted({test for each in in_python for test in each.tests}))
            status, output = pool.submit(_run_in_tree, tests).result()
            assert status == 0, f"The tests fail without a mutant.\n{output[-3000:]}"
        judged += [pool.submit(_judge, each) for each in in_python]
        for done in as_completed(judged):
            yield from done.result()


_trees: list[Tree] = []
"""The tree of this process."""


def _make_tree(rabbitmq: bool) -> None:
    _trees.append(Tree(rabbitmq=rabbitmq))


def _run_in_tree(tests: tuple[str, ...]) -> tuple[int, str]:
    return _trees[0].run(tests)


def _judge(mutant: Mutant) -> list[Verdict]:
    return [_trees[0].judge(mutant)]


def _judge_sql(mutants: list[Mutant]) -> list[Verdict]:
    return _trees[0].judge_sql(mutants)


def _outcome(status: int | None) -> str:
    if status is None or status == NOT_APPLIED:
        return "broken"
    if status == TIMED_OUT:
        return "timed out"
    return "killed" if status else "survived"


def _verdict(mutant: Mutant, status: int, output: str) -> Verdict:
    if status == 0:
        return Verdict(mutant, "survived", "")
    if status == 1 and re.search(r"\d+ failed", output):
        failed = re.search(r"^FAILED (\S+)", output, flags=re.MULTILINE)
        return Verdict(mutant, "killed", failed.group(1) if failed else "")
    if status == TIMED_OUT:
        return Verdict(mutant, "timed out", output)
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
