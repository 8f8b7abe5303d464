"""The environment of `realtime`'s tests."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast
from uuid import UUID, uuid4

import asyncpg
import httpx
import msgspec
from aio_pika.abc import AbstractExchange
from pydantic import SecretStr
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from kilowatch.contracts.events import Event
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.overconsumption import (
    EarlyWarningState,
    OverconsumptionDetected,
    OverconsumptionState,
)
from kilowatch.contracts.roles import Role
from kilowatch.contracts.socket import (
    Alert,
    Authenticate,
    ClientMessage,
    Message,
    Ready,
    ServerMessage,
)
from kilowatch.contracts.units import microwatthours
from kilowatch.kit.database import connect as connect_database
from kilowatch.realtime.app import create_app
from kilowatch.realtime.service import notify_owner
from kilowatch.realtime.settings import RealtimeSettings
from tests.harness.publishing import publish_event
from tests.harness.serving import serving
from tests.harness.tokens import TokenIssuer, add_account

M = TypeVar("M", bound=Message)

FIRST_HOUR = datetime(2026, 3, 1, 18, tzinfo=UTC)

SMALL_WINDOW_BYTES = 65_536


def overconsumption(
    owner_id: UserId | None, *, hour: int = 0, live: bool = True, device_name: str = "Heat pump"
) -> OverconsumptionDetected:
    """Return an hour above its limit; each ``hour`` is another."""
    return OverconsumptionDetected(
        device_id=DeviceId(UUID(int=1)),
        device_name=device_name,
        owner_id=owner_id,
        hour=FIRST_HOUR + timedelta(hours=hour),
        time_zone="Europe/Bucharest",
        energy_uwh=microwatthours(2.5),
        limit_uwh=microwatthours(2),
        version=1,
        live=live,
    )


class BrowserSocket:
    """A page with an open socket."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def say(self, message: ClientMessage) -> None:
        """Send a message."""
        await self.say_text(msgspec.json.encode(message).decode())

    async def say_text(self, text: str | bytes) -> None:
        """Send any text."""
        await self._connection.send(text)

    async def say_fragments(self, fragments: Sequence[str | bytes]) -> None:
        """Send one message in several frames; bytes as text, valid UTF-8 or not."""
        if isinstance(fragments[0], str):
            await self._connection.send(iter(cast("Sequence[str]", fragments)))
            return
        pieces = [each for each in fragments if isinstance(each, bytes)]
        await self._connection.send(iter(pieces), text=True)

    async def hear(self, kind: type[M], within_s: float = 30) -> M:
        """Return the next message, which must be a ``kind``."""
        message = await self.hear_any(within_s)
        assert isinstance(message, kind), message
        return message

    async def hear_any(self, within_s: float = 30) -> ServerMessage:
        """Return the next message."""
        async with asyncio.timeout(within_s):
            text = await self._connection.recv(decode=True)
        return msgspec.json.decode(text, type=ServerMessage)

    async def hear_alerts(self, *numbers: int) -> list[Alert]:
        """Return the next messages, which must be the alerts of these numbers, in this order."""
        alerts = [await self.hear(Alert) for _ in numbers]
        assert [each.number for each in alerts] == list(numbers)
        return alerts

    async def close_code(self, within_s: float = 30) -> tuple[int, str]:
        """Return code and reason of the close, whatever comes before it."""
        await self.rest(within_s)
        assert self._connection.close_code is not None, "closed without saying why"
        return self._connection.close_code, self._connection.close_reason or ""

    async def rest(self, within_s: float = 30) -> list[ServerMessage]:
        """Return every message until the close."""
        messages: list[ServerMessage] = []
        async with asyncio.timeout(within_s):
            with suppress(ConnectionClosed):
                while True:
                    text = await self._connection.recv(decode=True)
                    messages.append(msgspec.json.decode(text, type=ServerMessage))
        return messages


@asynccontextmanager
async def open_socket(
    base_url: str, *, reads_ahead: bool = True, query: str = ""
) -> AsyncGenerator[BrowserSocket]:
    """Connect a browser that has sent nothing yet.

    Without reading ahead, its system buffers little for it: by default Linux may buffer
    16 MB for a reader that reads nothing, and whether it does depends on how the first few
    messages came.
    """
    url = f"ws{base_url.removeprefix('http')}/ws{query}"
    parts = httpx.URL(base_url)
    with socket.socket() as plug:
        plug.setblocking(False)
        if not reads_ahead:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_WINDOW_BYTES)
        await asyncio.get_running_loop().sock_connect(plug, (parts.host, parts.port))
        async with connect(url, sock=plug, compression=None, max_queue=4) as connection:
            yield BrowserSocket(connection)


@dataclass(frozen=True)
class RealtimeEnv:
    """The environment of `realtime` in one test."""

    database_url: str
    amqp_url: str
    issuer: TokenIssuer
    exchange: AbstractExchange

    @asynccontextmanager
    async def process(self, **settings: Any) -> AsyncGenerator[str]:
        """Run one process of `realtime`; return its base URL."""
        app = create_app(
            RealtimeSettings(
                database_url=SecretStr(self.database_url),
                amqp_url=SecretStr(self.amqp_url),
                jwks_url=self.issuer.jwks_url,
                internal_token=SecretStr("x" * 32),
                **settings,
            )
        )
        async with serving(app) as base_url:
            yield base_url

    async def person(self, role: Role = Role.CLIENT) -> UserId:
        """Create a user with an account."""
        user_id = UserId(uuid4())
        await add_account(self.database_url, user_id, role)
        return user_id

    def token(self, user_id: UserId, expires_in_s: int = 900, role: Role = Role.CLIENT) -> str:
        """Return an access token of theirs."""
        return self.issuer.token(user_id, role, expires_in_s=expires_in_s)

    @asynccontextmanager
    async def browser(
        self,
        base_url: str,
        user_id: UserId,
        after: int | None = None,
        expires_in_s: int = 900,
        *,
        reads_ahead: bool = True,
    ) -> AsyncGenerator[BrowserSocket]:
        """Connect a browser of theirs that has received ready."""
        async with open_socket(base_url, reads_ahead=reads_ahead) as browser:
            token = self.token(user_id, expires_in_s)
            await browser.say(Authenticate(token=token, after=after))
            ready = await browser.hear(Ready)
            assert ready.user_id == user_id
            yield browser

    async def publish(self, event: Event, correlation_id: str | None = None) -> None:
        """Publish once the queue of `realtime` is there to take it."""
        await publish_event(self.exchange, event, correlation_id)

    @asynccontextmanager
    async def database(self) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]"]:
        """Return a connection of the test's own."""
        connection = await asyncpg.connect(self.database_url)
        try:
            yield connection
        finally:
            await connection.close()

    async def stored(self, user_id: UserId) -> int:
        """Return the number of a user's notifications."""
        async with self.database() as connection:
            count = await connection.fetchval(
                "SELECT count(*) FROM notification WHERE user_id = $1", user_id
            )
        return int(count or 0)

    async def has_ended(self, session_id: UUID) -> bool:
        """Return true if the end of a session has been applied."""
        async with self.database() as connection:
            query = "SELECT EXISTS (SELECT FROM ended_session WHERE session_id = $1)"
            return bool(await connection.fetchval(query, session_id))

    async def tell(self, *events: OverconsumptionState | EarlyWarningState) -> None:
        """Return the changes of the database by these events, one transaction each."""
        async with (
            await connect_database(self.database_url, application="test", max_size=1) as pool,
            pool.acquire() as connection,
        ):
            for each in events:
                async with connection.transaction():
                    await notify_owner(connection, each)
