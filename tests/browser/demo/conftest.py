"""The platform of these tests, as a newcomer starts it: small, in the foreground, with its demo."""

import asyncio
import subprocess
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.demo_data import logins
from tests.harness.provider import ScriptedProvider
from tests.harness.serving import eventually, free_port
from tests.system.platform import Platform

STARTS_WITHIN_S = 240
SMALL = ("--replicas", "1")


@dataclass
class Foreground:
    """``kilowatch up`` at a terminal, leading a process group as it does below `make`."""

    process: subprocess.Popen[bytes]
    output: Path

    def printed(self) -> str:
        """Return what it printed so far."""
        return self.output.read_text()


@pytest.fixture(scope="package")
def provider_port() -> int:
    """The AI provider's port, which the platform is given before the provider starts."""
    return free_port()


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The platform's folder."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="package")
def demo_platform(home: Path, provider_port: int) -> Platform:
    """The platform's settings and ports; it runs as long as `terminal`."""
    platform = Platform(home / "home")
    platform.environment |= {
        "KILOWATCH_REALTIMES": "1",
        "KILOWATCH_STANDBY": "false",
        "KILOWATCH_SUPPORT_AI_BASE_URL": f"http://127.0.0.1:{provider_port}/v1",
        "KILOWATCH_SUPPORT_AI_KEY": "sk-test",
        "KILOWATCH_SUPPORT_AI_MODEL": "llama3.1:8b",
        # The test says when the model goes on; the browser may take its time.
        "KILOWATCH_SUPPORT_AI_PATIENCE_S": "110",
    }
    return platform


@pytest.fixture(scope="package")
def terminal(home: Path, demo_platform: Platform) -> Generator[Foreground]:
    """The command that runs the platform, once all is healthy."""
    output = home / "output"
    with output.open("wb") as file:
        process = subprocess.Popen(
            demo_platform.line("up", *SMALL),
            env=demo_platform.environment,
            cwd=Path(__file__).parents[3],
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    terminal = Foreground(process, output)

    def is_up() -> bool:
        assert process.poll() is None, terminal.printed()
        return "simulator healthy" in terminal.printed()

    try:
        asyncio.run(eventually(is_up, within_s=STARTS_WITHIN_S, every_s=0.2))
        yield terminal
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="package")
def passwords(terminal: Foreground) -> dict[str, str]:
    """Passwords of the users that the demo created, by username."""
    return logins(terminal.printed())


@pytest.fixture(scope="package")
def platform(demo_platform: Platform, passwords: dict[str, str]) -> Platform:
    """The platform, with the demo's administrator logged in."""
    demo_platform.admin = asyncio.run(demo_platform.log_in("admin", passwords["admin"]))
    return demo_platform


@pytest.fixture
async def provider(provider_port: int) -> AsyncGenerator[ScriptedProvider]:
    """The AI provider that the platform was told of."""
    async with ScriptedProvider().serving(provider_port) as provider:
        yield provider
