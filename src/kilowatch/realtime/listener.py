"""The one database connection on which a process is notified of changes.

PostgreSQL notifies each listening process of a commit, whichever process made it. What is sent
while the connection is down is lost, so after every connect everything is checked again.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeAlias

import asyncpg
import structlog

from kilowatch.kit.database import CONNECTION_LOST

log = structlog.get_logger()

RETRY_S = 0.5
CHECK_EVERY_S = 2.0
TIMEOUT_S = 5.0
APPLICATION_NAME = "kilowatch-realtime-listener"

OnPayload: TypeAlias = Callable[[str], None]


class Listener:
    """Passes on notifications of ``channels``; ``on_connected`` follows every connect."""

    def __init__(
        self, url: str, channels: Mapping[str, OnPayload], on_connected: Callable[[], None]
    ) -> None:
        self._url = url
        self._channels = channels
        self._on_connected = on_connected
        self.connected = False

    async def run(self) -> None:
        """Listen until cancelled, reconnecting whenever the connection is lost."""
        while True:
            try:
                await self._listen_once()
            except CONNECTION_LOST as error:
                log.warning("listener.lost", error=str(error) or repr(error))
            finally:
                self.connected = False
            await asyncio.sleep(RETRY_S)

    async def check(self) -> bool:
        """Return true if ephemeral events of other processes reach this one."""
        return self.connected

    async def _listen_once(self) -> None:
        connection = await asyncpg.connect(
            self._url, timeout=TIMEOUT_S, server_settings={"application_name": APPLICATION_NAME}
        )
        try:
            lost = asyncio.Event()
            connection.add_termination_listener(lambda *_: lost.set())
            for channel, on_payload in self._channels.items():
                await connection.add_listener(channel, _payload_to(on_payload))
            self.connected = True
            log.info("listener.connected")
            self._on_connected()
            await _watch(connection, lost)
        finally:
            connection.terminate()


def _payload_to(on_payload: OnPayload) -> Callable[..., None]:
    def on_notification(_connection: object, _pid: int, _channel: str, payload: object) -> None:
        on_payload(str(payload))

    return on_notification


async def _watch(connection: "asyncpg.Connection[asyncpg.Record]", lost: asyncio.Event) -> None:
    """Raise once the connection is gone, even silently."""
    while True:
        try:
            async with asyncio.timeout(CHECK_EVERY_S):
                await lost.wait()
        except TimeoutError:
            await connection.execute("SELECT 1", timeout=TIMEOUT_S)
        else:
            raise ConnectionError("the database closed the connection")
