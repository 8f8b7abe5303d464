"""Processes of a test, killed at its end."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.local.process_factory import ProcessFactory


@pytest.fixture
async def factory(tmp_path: Path) -> AsyncGenerator[ProcessFactory]:
    factory = ProcessFactory(tmp_path)
    yield factory
    for part in factory.parts:
        part.kill()
        await part.close()
