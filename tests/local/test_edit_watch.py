"""Edited services are restarted, and nothing else: with tiny real processes."""

import os
import sys
from collections.abc import AsyncGenerator, Collection
from pathlib import Path

import pytest

from kilowatch.kit.background import background
from kilowatch.local.command import Command
from kilowatch.local.edit_watch import SERVICES, EditWatch, edited_services, edits_of, service_of
from kilowatch.local.errors import LocalError
from kilowatch.local.managed_process import ManagedProcess, ProcessSpec, State
from tests.harness.serving import eventually

SOURCES = Path("/sources/kilowatch")
SLEEPS = "import time; time.sleep(600)"


@pytest.mark.parametrize(
    ("path", "services"),
    [
        ("monitoring/hours.py", {"monitoring"}),
        ("monitoring/consumption/routes.py", {"monitoring"}),
        ("auth/sql/logins.sql", {"auth"}),
        ("kit/lists.py", set(SERVICES)),
        ("contracts/units.py", set(SERVICES)),
        ("kit/sql/outbox.sql", set(SERVICES)),
        ("local/supervisor.py", set[str]()),
        ("cli.py", set[str]()),
        ("auth/__pycache__/app.cpython-311.pyc", set[str]()),
        ("auth/notes.txt", set[str]()),
        ("../elsewhere/auth/app.py", set[str]()),
    ],
)
def test_finds_the_services_of_an_edited_file(path: str, services: set[str]) -> None:
    assert edited_services([(SOURCES / path)], SOURCES) == services


def test_several_files_belong_to_several_services() -> None:
    files = [SOURCES / "auth/app.py", SOURCES / "web/app.py", SOURCES / "auth/domain/sessions.py"]

    assert edited_services(files, SOURCES) == {"auth", "web"}


@pytest.mark.parametrize(
    ("process", "service"),
    [("auth", "auth"), ("monitoring-2", "monitoring"), ("balancing-standby", "balancing")],
)
def test_finds_the_service_of_a_process(process: str, service: str) -> None:
    assert service_of(process) == service


class Platform:
    """Processes of three services, and what was done and reported about them."""

    def __init__(self, folder: Path) -> None:
        names = ("auth", "monitoring-1", "monitoring-2", "web")
        self._folder = folder
        self.processes = {name: self._process(name) for name in names}
        self.migrations = 0
        self.migration_error = ""
        self.said: list[str] = []

    def _process(self, name: str) -> ManagedProcess:
        command = Command((sys.executable, "-c", SLEEPS), dict(os.environ))
        return ManagedProcess(
            ProcessSpec(name, command, _healthy), self._folder, self._folder, self._say
        )

    def _say(self, text: str) -> None:
        self.said.append(text)

    async def _migrate(self) -> None:
        self.migrations += 1
        if self.migration_error:
            raise LocalError(self.migration_error)

    def pids(self) -> dict[str, int | None]:
        """Return process ids by name."""
        return {name: each.pid for name, each in self.processes.items()}

    async def edit(self, *paths: str) -> set[str]:
        """Report edited files to the watcher; return the names of the restarted processes."""
        before = self.pids()
        sources = Path(sys.modules["kilowatch"].__path__[0])

        async def edits() -> AsyncGenerator[Collection[Path]]:
            yield {sources / each for each in paths}

        watch = EditWatch(lambda: list(self.processes.values()), self._migrate, self._say)
        await watch.run(edits())
        after = self.pids()
        return {name for name in before if before[name] != after[name]}


async def _healthy() -> bool:
    return True


@pytest.fixture
async def platform(tmp_path: Path) -> AsyncGenerator[Platform]:
    """Return all processes, healthy."""
    platform = Platform(tmp_path)
    for each in platform.processes.values():
        each.start()
    for each in platform.processes.values():
        assert await each.wait_for(State.HEALTHY, within_s=60)
    yield platform
    for each in platform.processes.values():
        await each.close()


async def test_every_process_of_an_edited_service_is_restarted(platform: Platform) -> None:
    assert await platform.edit("monitoring/hours.py") == {"monitoring-1", "monitoring-2"}
    assert sorted(platform.said) == ["monitoring-1 restarted", "monitoring-2 restarted"]
    assert platform.migrations == 0


async def test_a_manually_stopped_process_stays_stopped(platform: Platform) -> None:
    await platform.processes["monitoring-2"].stop()

    assert await platform.edit("monitoring/hours.py") == {"monitoring-1"}
    assert platform.processes["monitoring-2"].state is State.STOPPED


@pytest.mark.parametrize(
    "path", ["auth/sql/logins.sql", "auth/migrations/versions/0002_more.py", "kit/sql/outbox.sql"]
)
async def test_sql_files_and_migrations_are_applied_before_the_restart(
    platform: Platform, path: str
) -> None:
    restarted = await platform.edit(path)

    assert "auth" in restarted
    assert platform.migrations == 1


async def test_a_failed_migration_is_reported_and_restarts_nothing(platform: Platform) -> None:
    platform.migration_error = "logins.sql: syntax error"

    assert await platform.edit("auth/sql/logins.sql") == set()
    assert platform.said == ["logins.sql: syntax error"]


async def test_edited_files_are_detected(tmp_path: Path) -> None:
    edited = tmp_path / "auth" / "app.py"
    edited.parent.mkdir()
    seen: set[Path] = set()

    async def watch() -> None:
        async for files in edits_of(tmp_path):
            seen.update(files)

    async def is_seen() -> bool:
        # Edited repeatedly: an edit before the watcher has started is not seen.
        edited.write_text("# edited\n")
        return edited in seen

    async with background(watch()):
        await eventually(is_seen, within_s=60, every_s=0.2)
