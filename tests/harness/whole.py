"""One platform for all system and browser tests: each uses devices and users of its own."""

import asyncio
import os
import time
from collections.abc import Generator
from pathlib import Path
from uuid import UUID

import pytest

from tests.system.platform import Person, Platform


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Generator[Platform]:
    """A whole platform, up and healthy, with an administrator logged in.

    ``make deploy-test`` names one that runs in containers, which is accessed through its
    gateway.
    """
    if url := os.environ.get("KILOWATCH_DEPLOYED_URL"):
        deployed = Platform(tmp_path_factory.mktemp("platform"))
        deployed.http_url = url
        deployed.admin = Person(UUID(int=0), os.environ["KILOWATCH_DEPLOYED_TOKEN"])
        yield deployed
        return
    home: Path = tmp_path_factory.mktemp("platform") / "home"
    platform = Platform(home)
    try:
        platform.command("up", "--detach", "--no-demo")
        platform.admin = asyncio.run(platform.log_in_as_administrator())
        wait_for_replicas(platform)
        yield platform
    finally:
        platform.command("down")


def wait_for_replicas(platform: Platform) -> None:
    """Wait until the balancer gets heartbeats of all three."""
    deadline = time.monotonic() + 120
    while len(asyncio.run(platform.replicas())) < 3:
        assert time.monotonic() < deadline, "the replicas do not report"
        time.sleep(0.2)
