"""Applies the operators to pure modules, and runs for each mutation the tests of its module.

Every mutation runs in a forked process that imports the changed module from memory: the working
tree is never touched, and what is imported from other packages is shared. Tests that need
PostgreSQL or RabbitMQ are left out; rules that live there are in the hand-made table.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import multiprocessing.connection
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import CodeType

import pytest

from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.operators import Mutation, mutated, mutations_of

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kilowatch"
MEMORY_BYTES = 6 << 30
"""Address space of a process: a mutation must not take the machine's memory."""

LEAST_TIMEOUT_S = 20.0
TIMEOUT_FACTOR = 8
SHARED_IMPORTS = (
    "aio_pika", "aiomqtt", "alembic", "asyncpg", "fastapi", "httpx", "hypothesis.strategies",
    "hypothesis.internal.conjecture.engine", "tzdata",
    "joserfc.jwk", "joserfc.jwt", "jsonschema", "msgspec", "prometheus_client", "psutil",
    "pydantic_settings", "rapidfuzz", "rich", "rstream", "sqlalchemy.ext.asyncio",
    "structlog", "uvicorn", "uvloop", "websockets", "yaml",
)  # fmt: skip

SURVIVED = 0


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
        """Keep the tests all of whose fixtures are known without a conftest."""
        pure = [item for item in items if _is_pure(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in pure])
        items[:] = pure


def _is_pure(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function):
        return False
    known = item._fixtureinfo.name2fixturedefs  # pyright: ignore[reportPrivateUsage]
    return all(name in known or name == "request" for name in item.fixturenames)


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
    baseline = _start(module, None, tests)
    baseline.join(LEAST_TIMEOUT_S * TIMEOUT_FACTOR)
    if baseline.exitcode != 0:
        result.problem = f"the tests fail without a mutation (exit status {baseline.exitcode})"
        return result
    timeout_s = max(LEAST_TIMEOUT_S, TIMEOUT_FACTOR * (time.monotonic() - began_s))
    todo: list[Mutation] = []
    for each in mutations_of(source):
        if (module, each.scope, each.before, each.after) in EQUIVALENT:
            result.equivalent += 1
        else:
            todo.append(each)
    for mutation, exit_status in _run_all(module, todo, tests, workers, timeout_s):
        if exit_status == SURVIVED:
            result.survivors.append(mutation)
        else:
            result.killed += 1
    result.survivors.sort(key=lambda each: each.number)
    result.seconds = time.monotonic() - began_s
    return result


def _run_all(
    module: str, todo: list[Mutation], tests: Sequence[str], workers: int, timeout_s: float
) -> list[tuple[Mutation, int]]:
    """Run mutations side by side; return the exit status of each, -1 for a timeout."""
    done: list[tuple[Mutation, int]] = []
    waiting = list(reversed(todo))
    running: list[tuple[Mutation, BaseProcess, float]] = []
    while waiting or running:
        while waiting and len(running) < workers:
            mutation = waiting.pop()
            process = _start(module, mutation.number, tests)
            running.append((mutation, process, time.monotonic() + timeout_s))
        multiprocessing.connection.wait([each.sentinel for _, each, _ in running], timeout=1)
        still: list[tuple[Mutation, BaseProcess, float]] = []
        for mutation, process, until_s in running:
            if process.exitcode is not None:
                done.append((mutation, process.exitcode))
            elif time.monotonic() > until_s:
                process.kill()
                process.join()
                done.append((mutation, -1))
            else:
                still.append((mutation, process, until_s))
        running = still
    return done


def _start(module: str, number: int | None, tests: Sequence[str]) -> BaseProcess:
    _import_shared()
    process = multiprocessing.get_context("fork").Process(
        target=_run_tests, args=(module, number, list(tests), _cache.name)
    )
    process.start()
    return process


_cache = tempfile.TemporaryDirectory(prefix="kilowatch-mutants-cache-")
"""The source that Python compiles."""


def _run_tests(module: str, number: int | None, tests: list[str], cache: str) -> None:
    """Run in the forked process: exit with the status of pytest."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    os.chdir(ROOT)
    # Compiled once for all, and not into the working tree.
    sys.dont_write_bytecode, sys.pycache_prefix = False, cache
    path = SOURCE / module
    name = "kilowatch." + module.removesuffix(".py").replace("/", ".")
    if number is not None:
        tree = mutated(path.read_text(encoding="utf-8"), number)
        sys.meta_path.insert(0, MutatedFinder(name, path, compile(tree, str(path), "exec")))
    options = [
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    ]
    status = pytest.main([*options, *tests], plugins=[PureOnly()])
    os._exit(int(status))


def _import_shared() -> None:
    for name in SHARED_IMPORTS:
        importlib.import_module(name)
    ours = [name for name in sys.modules if name.split(".")[0] == "kilowatch"]
    assert not ours, f"imported before the mutation: {ours}"
