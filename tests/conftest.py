"""Fixtures of every test. PostgreSQL and RabbitMQ are real, and start only when needed."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import AsyncExitStack
from functools import partial

import pytest
import structlog
from hypothesis import HealthCheck, settings
from pwdlib.hashers.argon2 import Argon2Hasher
from starlette.types import Receive, Scope, Send

from kilowatch.kit.errors import ProblemResponse
from tests.harness.documented import undocumented
from tests.harness.servers import (
    Broker,
    Servers,
    fresh_broker,
    fresh_database,
    ready_postgres_url,
)
from tests.harness.tokens import TokenIssuer
from tests.harness.warm import adopt_warm_servers

pytest_plugins = ["tests.harness.whole", "tests.harness.watchdog"]
"""The module of the fixture ``platform``, and the one that ends a test that hangs."""

MakeDatabase = Callable[[str], Awaitable[str]]

_servers = Servers()

settings.register_profile(
    "any machine",
    # The duration of an example depends more on the machine's load than on the code.
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # The same examples in every run: what fails here fails everywhere.
    derandomize=True,
)
settings.load_profile("any machine")

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)


def pytest_sessionstart(session: pytest.Session) -> None:
    """With worker processes the main one never learns which tests there are: start all."""
    is_worker = hasattr(session.config, "workerinput")
    if is_worker:
        return
    if getattr(session.config.option, "numprocesses", None):
        _servers.start(postgres=True, rabbitmq=True)
    else:
        adopt_warm_servers()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start the servers that the selected tests need; they boot while the first ones run."""
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    wanted = {name for item in session.items for name in getattr(item, "fixturenames", ())}
    everything = "access_env" in wanted
    _servers.start(
        postgres=everything or "postgres_url" in wanted, rabbitmq=everything or "broker" in wanted
    )


def pytest_unconfigure() -> None:
    """Stop the servers, even after an interrupted run."""
    _servers.stop()


@pytest.fixture(autouse=True)
def no_service_ends(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Fail a test in which a service would end its process, which would end the whole run."""
    ended: list[str] = []
    monkeypatch.setattr("kilowatch.kit.background.end_process", ended.append)
    yield
    assert ended == []


@pytest.fixture(autouse=True)
def every_problem_is_documented(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Fail a test in which a service returns a problem that its document does not name."""
    found: list[str] = []
    answer = ProblemResponse.__call__

    async def checked(self: ProblemResponse, scope: Scope, receive: Receive, send: Send) -> None:
        fault = undocumented(scope, self)
        if fault is not None:
            found.append(fault)
        await answer(self, scope, receive, send)

    monkeypatch.setattr(ProblemResponse, "__call__", checked)
    yield
    assert found == [], "declare it by `@raises(…)` on the endpoint, and run `make schemas`"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords at the lowest cost: at the real one a hash takes 64 MiB and 0.1 s.

    Tests of that cost, and of those who wait for it, define a fixture of this name.
    """
    quick = partial(Argon2Hasher, time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("kilowatch.auth.passwords.Argon2Hasher", quick)


@pytest.fixture
def long_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let services wait for events of others even on a slow machine."""
    monkeypatch.setattr("kilowatch.kit.accounts.PATIENCE_S", 30)
    monkeypatch.setattr("kilowatch.devices.service.PATIENCE_S", 30)


@pytest.fixture
async def postgres_url() -> str:
    """Return the administrator's URL of a real PostgreSQL. Prefer `make_database`."""
    return await ready_postgres_url()


@pytest.fixture
async def make_database(postgres_url: str) -> AsyncGenerator[MakeDatabase]:
    """Return URLs of fresh migrated databases of a service, one per call."""
    async with AsyncExitStack() as databases:

        async def make(service: str) -> str:
            return await databases.enter_async_context(fresh_database(postgres_url, service))

        yield make


@pytest.fixture
async def broker() -> AsyncGenerator[Broker]:
    """A fresh virtual host on a real RabbitMQ, with nothing declared."""
    async with fresh_broker() as broker:
        yield broker


@pytest.fixture
async def issuer() -> AsyncGenerator[TokenIssuer]:
    """Issues access tokens and publishes the key that verifies them."""
    issuer = TokenIssuer()
    async with issuer.publishing_keys():
        yield issuer
