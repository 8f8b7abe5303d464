"""Commands for the running supervisor: one request and one answer per connection."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS

TIMEOUT_S = 120.0


class ProcessStatus(msgspec.Struct, frozen=True):
    """The state of a process."""

    name: str
    state: str
    pid: int | None = None
    restarts: int = 0
    port: int | None = None


class Status(msgspec.Struct, frozen=True):
    """The state of the platform: healthy, starting, degraded, stopping or stopped.

    ``settled`` once the first start is complete: administrator and demo exist.
    ``warnings`` are sentences for a person about present or imminent problems.
    """

    state: Literal["healthy", "starting", "degraded", "stopping", "stopped"]
    http_url: str
    parts: list[ProcessStatus] = []
    settled: bool = False
    warnings: list[str] = []


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request of a command."""

    ask: Literal["status", "stop", "start", "scale", "down", "announcements"]
    part: str = ""
    signal: str = ""
    number: int = 0


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A response of the supervisor. ``error`` is a sentence for a person."""

    error: str = ""
    status: Status | None = None
    announcements: list[str] = []


class NotRunning(Exception):
    """No supervisor listens on the control socket."""


Handle = Callable[[Request], Awaitable[Answer]]


@asynccontextmanager
async def listening(path: Path, handle: Handle) -> AsyncGenerator[None]:
    """Answer requests on the socket at ``path`` while the context lasts."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = msgspec.json.decode(await reader.readline(), type=Request)
            answer = await handle(request)
        except DECODING_ERRORS as error:
            answer = Answer(error=str(error))
        except ConnectionError:
            writer.close()
            return
        try:
            writer.write(msgspec.json.encode(answer) + b"\n")
            await writer.drain()
        except ConnectionError:
            return
        finally:
            writer.close()

    server = await asyncio.start_unix_server(serve, sock=_private_socket(path))
    try:
        yield
    finally:
        server.close()
        _remove(path)


def _private_socket(path: Path) -> socket.socket:
    _remove(path)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    path.chmod(0o600)
    return listener


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def ask(path: Path | None, request: Request) -> Answer:
    """Send a request to the supervisor. Raises `NotRunning`."""
    if path is None:
        raise NotRunning
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(TIMEOUT_S)
        try:
            connection.connect(str(path))
            connection.sendall(msgspec.json.encode(request) + b"\n")
            with connection.makefile("rb") as answers:
                line = answers.readline()
        except (FileNotFoundError, ConnectionError) as error:
            raise NotRunning from error
    if not line:
        raise NotRunning
    return msgspec.json.decode(line, type=Answer)
