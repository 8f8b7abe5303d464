"""No exception of a request reaches the server, whose connections other requests share."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest
import structlog
from fastapi import APIRouter, Depends, FastAPI, Request, WebSocket
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect
from structlog.testing import LogCapture
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from kilowatch.kit import exception_boundary
from kilowatch.kit.app import create_service_app
from kilowatch.kit.container import Container, container_of, put_container
from kilowatch.kit.logs import is_news
from kilowatch.local.calls import local_client
from tests.harness.serving import serving

SECRET = "hunter2\ud800"


def endless(depth: int) -> int:
    """Never return."""
    return endless(depth + 1) + 1


FAILURES = {
    "value": lambda: ValueError("one\nline \x1b[31m"),
    "memory": MemoryError,
    "group": lambda: ExceptionGroup("many", [OSError("first"), KeyError("second")]),
    "base-group": lambda: BaseExceptionGroup("many", [BaseException("odd")]),
    "stop": lambda: StopAsyncIteration(),
    "assertion": lambda: AssertionError(),
}

router = APIRouter()


def fail(name: str) -> None:
    if name == "recursion":
        endless(0)
    if name == "secret":
        SECRET.encode()
    error = FAILURES[name]()
    raise error


@router.post("/fails/{name}")
async def fails(name: str) -> None:
    """Raise."""
    fail(name)


@router.get("/depends/{name}", dependencies=[Depends(fail)])
async def depends() -> None:
    """Depend on what raises."""


@router.get("/streams")
async def streams() -> StreamingResponse:
    """Raise after a part of the response."""

    async def parts() -> AsyncIterator[bytes]:
        yield b"a part"
        raise ValueError("in the middle")

    return StreamingResponse(parts())


@dataclass(frozen=True, kw_only=True)
class Visit(Container):
    """The outcome of the request to ``/waits``."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    left: asyncio.Event = field(default_factory=asyncio.Event)


@router.get("/waits")
async def waits(request: Request) -> None:
    """Read until the client disconnects."""
    visit = container_of(request.app, Visit)
    visit.asked.set()
    try:
        await request.body()
        await request.receive()
        raise ClientDisconnect
    finally:
        visit.left.set()


@router.get("/works")
async def works() -> str:
    """Succeed."""
    return "well"


@router.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    """Raise after the first message."""
    await websocket.accept()
    await websocket.receive_text()
    fail("value")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
    put_container(app, Visit())
    yield


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> LogCapture:
    capture = LogCapture()
    logger = structlog.wrap_logger(None, processors=[capture])
    monkeypatch.setattr(exception_boundary, "log", logger)
    return capture


@pytest.fixture
def app() -> FastAPI:
    return create_service_app("test", "", router, lifespan=lifespan)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        serving(app) as base_url,
        local_client(60, base_url) as client,
    ):
        yield client


def connection_of(answer: httpx.Response) -> object:
    return answer.extensions["network_stream"].get_extra_info("client_addr")


@pytest.mark.parametrize("name", [*FAILURES, "recursion", "secret"])
async def test_every_failure_is_answered_and_the_connection_stays_usable(
    client: httpx.AsyncClient, events: LogCapture, caplog: pytest.LogCaptureFixture, name: str
):
    before = await client.get("/works")
    failed = await client.post(f"/fails/{name}", json={})
    in_dependency = await client.get(f"/depends/{name}")
    after = await client.get("/works")

    assert {failed.status_code, in_dependency.status_code} == {500}
    assert failed.headers["content-type"] == "application/problem+json"
    assert failed.json()["code"] == "internal_error"
    assert len({connection_of(each) for each in (before, failed, in_dependency, after)}) == 1
    assert [each["event"] for each in events.entries] == ["request.failed"] * 2
    assert not caplog.records


async def test_each_failure_has_one_short_log_line(client: httpx.AsyncClient, events: LogCapture):
    await client.post("/fails/value")
    await client.post("/fails/recursion")
    await client.post("/fails/secret")
    await client.post("/fails/group")

    value, recursion, secret, group = events.entries
    assert value["error"].startswith("ValueError: one")
    assert value["path"] == "/fails/value"
    assert "fail" in value["at"].split(" < ")[0]
    assert len(recursion["at"].split(" < ")) == exception_boundary.FRAMES
    assert "hunter2" not in str(secret)
    assert "first" in group["error"]
    assert "second" in group["error"]
    for event in events.entries:
        assert all(text.isprintable() and len(text) < 1_000 for text in event.values())


async def test_a_response_that_fails_midway_is_visibly_truncated(
    client: httpx.AsyncClient, events: LogCapture, caplog: pytest.LogCaptureFixture
):
    caplog.handler.addFilter(is_news)
    with pytest.raises(httpx.RemoteProtocolError):
        await client.get("/streams")

    assert (await client.get("/works")).json() == "well"
    assert [each["event"] for each in events.entries] == ["request.failed"]
    assert not caplog.records


async def test_a_client_that_disconnects_is_not_a_failure(
    app: FastAPI,
    client: httpx.AsyncClient,
    events: LogCapture,
    caplog: pytest.LogCaptureFixture,
):
    _, writer = await asyncio.open_connection(client.base_url.host, client.base_url.port)
    writer.write(b"GET /waits HTTP/1.1\r\nHost: a\r\n\r\n")
    async with asyncio.timeout(60):
        visit = container_of(app, Visit)
        await visit.asked.wait()
        writer.close()
        await visit.left.wait()

    assert (await client.get("/works")).json() == "well"
    assert not events.entries
    assert not caplog.records


async def test_a_failing_socket_is_closed_and_logged_once(
    client: httpx.AsyncClient, events: LogCapture, caplog: pytest.LogCaptureFixture
):
    url = str(client.base_url).replace("http", "ws")
    async with connect(f"{url}/socket") as websocket:
        await websocket.send("hello")
        with pytest.raises(ConnectionClosed) as closed:
            await websocket.recv()

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == exception_boundary.SOCKET_INTERNAL_ERROR
    assert [each["event"] for each in events.entries] == ["request.failed"]
    assert not [each for each in caplog.records if each.exc_info]


async def test_cancellation_passes_through(events: LogCapture):
    async def cancelled(*_: object) -> None:
        raise BaseExceptionGroup("ending", [asyncio.CancelledError()])

    boundary = exception_boundary.ExceptionBoundary(cancelled)

    with pytest.raises(BaseExceptionGroup):
        await boundary({"type": "http", "path": "/"}, asyncio.sleep, asyncio.sleep)  # pyright: ignore[reportArgumentType]
    assert not events.entries


def test_cancelled_requests_are_not_logged():
    told = logging.makeLogRecord({"msg": "Exception in ASGI application\n"})
    cancelled = logging.makeLogRecord(
        {"msg": "Exception", "exc_info": (None, asyncio.CancelledError(), None)}
    )

    assert is_news(told)
    assert not is_news(cancelled)
