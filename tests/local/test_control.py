"""Commands and responses between the command line and the supervisor."""

import asyncio
from pathlib import Path

import pytest

from kilowatch.local.control import Answer, NotRunning, Request, ask, listening


async def test_a_request_gets_its_response(tmp_path: Path) -> None:
    async def handle(request: Request) -> Answer:
        return Answer(error=f"no part {request.part}")

    async with listening(tmp_path / "socket", handle):
        mode = (tmp_path / "socket").stat().st_mode & 0o777
        answer = await asyncio.to_thread(ask, tmp_path / "socket", Request("stop", "web"))

    assert answer.error == "no part web"
    assert mode == 0o600


@pytest.mark.parametrize("there_before", [True, False])
def test_a_request_without_a_listener_reports_that_nothing_runs(
    tmp_path: Path, there_before: bool
) -> None:
    path = tmp_path / "socket" if there_before else None

    with pytest.raises(NotRunning):
        ask(path, Request("status"))


async def test_a_socket_left_by_a_crash_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "socket"
    path.touch()

    async def handle(_: Request) -> Answer:
        return Answer()

    async with listening(path, handle):
        assert await asyncio.to_thread(ask, path, Request("down")) == Answer()
