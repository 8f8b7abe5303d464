"""Applies the operators to pure modules, and runs for each mutation the tests of its module.

Mutations of function bodies are made in forks of one process (`in_place`). For every other one, and
for those of functions that run on import, a process imports the changed module from memory. The
working tree is never touched.
Tests that need PostgreSQL or RabbitMQ are left out; rules that live there are in the hand-made
table.
"""

import ast
import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType

import pytest

from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.forks import ForkedRuns, Limits, fork_each
from tests.mutants.in_place import Swaps, swap_between
from tests.mutants.operators import Mutation, mutated, mutations_of

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kilowatch"
MEMORY_BYTES = 6 << 30
"""Address space of a process: a mutation must not take the machine's memory."""

SHARED_IMPORTS = (
    "aio_pika", "aiomqtt", "alembic", "asyncpg", "fastapi", "httpx", "hypothesis.strategies",
    "hypothesis.internal.conjecture.engine", "tzdata",
    "joserfc.jwk", "joserfc.jwt", "jsonschema", "msgspec", "prometheus_client", "psutil",
    "pydantic_settings", "rapidfuzz", "rich", "rstream", "sqlalchemy.ext.asyncio",
    "structlog", "uvicorn", "uvloop", "websockets", "yaml",
)  # fmt: skip

SERVER_FIXTURES = {"postgres_url", "broker", "access_env", "platform"}

SURVIVED = 0

IMPORTED_LIMITS = Limits(cpu_s=60, wall_s=300.0)
"""The time limit of a mutation that imports everything again."""


@dataclass
class ModuleResult:
    """The results of one module's mutations."""

    module: str
    killed: int = 0
    survivors: list[Mutation] = field(default_factory=list[Mutation])
    equivalent: int = 0
    seconds: float = 0.0
    problem: str = ""

    @property
    def judged(self) -> int:
        """Return how many mutations count: all but the equivalent ones."""
        return self.killed + len(self.survivors)


class PureOnly:
    """Deselects tests that need a fixture of a conftest: those start servers."""

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Keep the tests that need no server."""
        pure = [item for item in items if _is_pure(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in pure])
        items[:] = pure


def _is_pure(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and not SERVER_FIXTURES & set(item.fixturenames)


class MutatedLoader(importlib.machinery.SourceFileLoader):
    """Loads one module from a changed syntax tree."""

    def __init__(self, fullname: str, path: str, code: CodeType) -> None:
        super().__init__(fullname, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        """Return the changed code."""
        del fullname
        return self._code


class MutatedFinder(importlib.abc.MetaPathFinder):
    """Finds the mutated module before the one on disk."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self._name, self._path, self._code = name, path, code

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the mutated module's spec; None for every other module."""
        del path, target
        if fullname != self._name:
            return None
        loader = MutatedLoader(fullname, str(self._path), self._code)
        return importlib.util.spec_from_file_location(fullname, self._path, loader=loader)


def run_module(module: str, tests: Sequence[str], workers: int) -> ModuleResult:
    """Run all mutations of ``module``, a path below ``src/kilowatch``."""
    began_s = time.monotonic()
    result = ModuleResult(module)
    source = (SOURCE / module).read_text(encoding="utf-8")
    todo: list[Mutation] = []
    for each in mutations_of(source):
        if (module, each.scope, each.before, each.after) in EQUIVALENT:
            result.equivalent += 1
        else:
            todo.append(each)
    statuses = _run_in_place(module, source, todo, tests, workers)
    unmutated = statuses.pop(None, None)
    if unmutated != 0:
        result.problem = f"the tests fail without a mutation (exit status {unmutated})"
        return result
    numbered = {each.number: each for each in todo}
    others = [number for number in numbered if number not in statuses]

    def run(number: int) -> int:
        return _run_imported(module, number, tests)

    import_shared()
    for number, status in fork_each(others, run, workers, IMPORTED_LIMITS):
        statuses[number] = status
    result.survivors = [numbered[number] for number in numbered if statuses[number] == SURVIVED]
    result.killed = len(todo) - len(result.survivors)
    result.seconds = time.monotonic() - began_s
    return result


def _run_in_place(
    module: str, source: str, todo: list[Mutation], tests: Sequence[str], workers: int
) -> dict[int | None, int]:
    """Run the mutations of function bodies; return exit statuses, under None the unmutated one."""
    path = str(SOURCE / module)
    before = compile(ast.parse(source), path, "exec")
    found = {
        each.number: swap_between(before, compile(mutated(source, each.number), path, "exec"))
        for each in todo
    }
    swaps = Swaps(_name_of(module), path, {number: swap for number, swap in found.items() if swap})
    reader, writer = multiprocessing.Pipe(duplex=False)
    runs = ForkedRuns(swaps, workers, lambda number, status: writer.send((number, status)))

    def run() -> None:
        swaps.watch_imports()
        run_tests(tests, runs)

    import_shared()
    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    writer.close()
    statuses: dict[int | None, int] = {}
    with contextlib.suppress(EOFError):
        while True:
            number, status = reader.recv()
            statuses[number] = status
    process.join()
    return statuses


def _name_of(module: str) -> str:
    return "kilowatch." + module.removesuffix(".py").replace("/", ".")


def _run_imported(module: str, number: int, tests: Sequence[str]) -> int:
    """Run the tests with a mutation that is there on import, in the forked process."""
    path = SOURCE / module
    tree = mutated(path.read_text(encoding="utf-8"), number)
    return run_changed(path, compile(tree, str(path), "exec"), tests)


def run_changed(path: Path, code: CodeType, tests: Sequence[str]) -> int:
    """Run tests with another code of a module, in the forked process; return the exit status."""
    name = _name_of(str(path.relative_to(SOURCE)))
    sys.meta_path.insert(0, MutatedFinder(name, path, code))
    return run_tests(tests)


_cache = tempfile.TemporaryDirectory(prefix="kilowatch-mutants-cache-")
"""The source that Python compiles."""


def run_tests(tests: Sequence[str], *plugins: object) -> int:
    """Run pytest in the forked process; return its exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    os.chdir(ROOT)
    # Compiled once for all, and not into the working tree.
    sys.dont_write_bytecode, sys.pycache_prefix = False, _cache.name
    options = ["-x", "-q", "-s", "-p", "no:cacheprovider"]
    warnings = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*options, *warnings, *tests], plugins=[PureOnly(), *plugins]))


def import_shared() -> None:
    """Import what tests use of others, before processes are forked that import the rest."""
    for name in SHARED_IMPORTS:
        importlib.import_module(name)
    ours = [name for name in sys.modules if name.split(".")[0] == "kilowatch"]
    assert not ours, f"imported before the mutation: {ours}"
