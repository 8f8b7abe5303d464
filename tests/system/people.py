"""Users with their passwords, and their screens, in system tests."""

import asyncio
import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from uuid import UUID, uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.system.platform import Person, Platform

WITHIN_S = 30
"""Limit of what takes seconds, on a busy machine."""

OPEN_TO_ALL = (
    "/api/auth/sessions",
    "/api/users/me",
    "/api/devices",
    "/api/monitoring/alerts",
    "/api/realtime/quiet-hours",
)
ADMINISTRATORS_ONLY = (
    "/api/auth/locks",
    "/api/users",
    "/api/balancing/replicas",
    "/api/monitoring/rejections",
)


@dataclass(frozen=True)
class Account:
    """A user made by an administrator, and their login."""

    user_id: UUID
    username: str
    password: str


async def account(platform: Platform, role: str = "CLIENT") -> Account:
    """Create a new user who has not logged in yet."""
    username, password = f"person-{uuid4().hex[:8]}", uuid4().hex
    body = {"name": "Somebody", "username": username, "password": password, "role": role}
    made = await platform.call("POST", "/api/users", platform.admin, json=body)
    return Account(UUID(made["id"]), username, password)


async def try_login(platform: Platform, username: str, password: str) -> httpx.Response:
    """Log in as a program does, without cookies."""
    body = {"username": username, "password": password, "refresh_in": "body"}
    return await platform.ask("POST", "/api/auth/login", json=body)


async def log_in(platform: Platform, who: Account) -> Person:
    """Return a new session."""
    return await platform.log_in(who.username, who.password)


async def statuses(platform: Platform, person: Person, paths: tuple[str, ...]) -> set[int]:
    """Return the responses of all services to a request of theirs."""
    return {(await platform.ask("GET", path, person)).status_code for path in paths}


class Screen:
    """A browser with the socket open. It reconnects with ``after`` as a page does."""

    def __init__(self, url: str, token: str, after: int | None = None) -> None:
        self._connecting = connect(url, open_timeout=WITHIN_S)
        self._hello: dict[str, Any] = {"type": "authenticate", "token": token}
        if after is not None:
            self._hello["after"] = after
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        self._socket = await self._connecting.__aenter__()
        try:
            await self.say(self._hello)
            assert (await self.hear("ready"))["type"] == "ready"
        except BaseException as error:
            await self._connecting.__aexit__(type(error), error, None)
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._connecting.__aexit__(kind, error, trace)

    @property
    def _open(self) -> ClientConnection:
        assert self._socket is not None
        return self._socket

    async def say(self, message: dict[str, Any]) -> None:
        """Send a message."""
        await self._open.send(json.dumps(message))

    async def hear(self, kind: str, within_s: float = WITHIN_S) -> dict[str, Any]:
        """Return the next message of a kind; others are skipped."""
        async with asyncio.timeout(within_s):
            while True:
                message: dict[str, Any] = json.loads(await self._open.recv())
                if message["type"] == kind:
                    return message

    async def closed_with(self, within_s: float = WITHIN_S) -> int | None:
        """Return the close code."""
        async with asyncio.timeout(within_s):
            try:
                while True:
                    await self._open.recv()
            except ConnectionClosed as end:
                return None if end.rcvd is None else end.rcvd.code


def screen(platform: Platform, person: Person, after: int | None = None) -> Screen:
    """Connect a browser at the gateway."""
    return Screen(platform.http_url.replace("http", "ws", 1) + "/ws", person.token, after)


def screen_at(platform: Platform, port_of: str, person: Person) -> Screen:
    """Connect a browser at one process of `realtime`, without the gateway."""
    port = platform.environment[f"KILOWATCH_{port_of}_PORT"]
    return Screen(f"ws://127.0.0.1:{port}/ws", person.token)
