"""Access to the broker for `auth`: checks that readings are stored, and closes connections."""

import asyncio
import contextlib
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

import structlog
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import ChannelClosed

from kilowatch.auth.storage import devices as storage
from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.readings import READINGS_BINDINGS, READINGS_EXCHANGE, READINGS_STREAM
from kilowatch.kit.broker import BrokerSessions
from kilowatch.kit.database import CONNECTION_LOST, Pool
from kilowatch.kit.management import MANAGEMENT_UNREACHABLE, management_client

log = structlog.get_logger()

LOOK_AGAIN_S: Final = 0.1
POLL_S: Final = 0.5
"""The longest delay of a disconnection that an event requested."""

RETRY_S: Final = 1.0
AT_ONCE: Final = 100


class ReadingsPlace:
    """Tracks whether the broker stores what devices publish.

    A broker that has just lost its data, or is new, accepts connections before the exchange,
    the stream and the binding between them exist. What a device publishes then is confirmed
    to it and lost. So no device may log in until all three have been seen over the current
    connection; when it breaks, they have to be seen again.
    """

    def __init__(self, amqp_url: str) -> None:
        self.seen = False
        self.sessions = BrokerSessions(amqp_url, "auth readings", self._session)

    async def run(self) -> None:
        """Watch until cancelled."""
        await self.sessions.run()

    async def _session(self, connection: AbstractConnection, _name: str) -> None:
        try:
            while not await _all_there(connection):  # noqa: ASYNC110 - other tasks change it
                await asyncio.sleep(LOOK_AGAIN_S)
            self.seen = True
            log.info("readings.place_seen")
            await asyncio.Future()
        finally:
            self.seen = False


async def _all_there(connection: AbstractConnection) -> bool:
    """Check that exchange and stream exist, and declare the bindings, which is idempotent."""
    channel = await connection.channel()
    try:
        await channel.get_exchange(READINGS_EXCHANGE, ensure=True)
        stream = await channel.declare_queue(READINGS_STREAM, durable=True, passive=True)
        for binding in READINGS_BINDINGS:
            await stream.bind(READINGS_EXCHANGE, binding)
    except ChannelClosed:
        return False
    await channel.close()
    return True


class Disconnector:
    """Closes the connections of devices whose credential is no longer valid."""

    def __init__(self, pool: Pool, management_url: str, wake: asyncio.Event) -> None:
        self._pool = pool
        self._wake = wake
        self._management = management_client(management_url)

    async def run(self) -> None:
        """Close due connections until cancelled; failures are retried."""
        while True:
            wait_s = POLL_S
            try:
                for device_id in await storage.due_disconnections(
                    self._pool, datetime.now(UTC), AT_ONCE
                ):
                    await self._disconnect(device_id)
            except CONNECTION_LOST as error:
                log.warning("disconnections.database_lost", error=str(error) or repr(error))
                wait_s = RETRY_S
            except MANAGEMENT_UNREACHABLE as error:
                log.warning("device.not_disconnected", error=str(error) or repr(error))
                wait_s = RETRY_S
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()
            self._wake.clear()

    async def _disconnect(self, device_id: DeviceId) -> None:
        begun_at = datetime.now(UTC)
        answer = await self._management.delete(
            f"/connections/username/{device_id}", headers={"X-Reason": "credential revoked"}
        )
        if answer.status_code != HTTPStatus.NOT_FOUND:
            answer.raise_for_status()
        await storage.note_disconnected(self._pool, device_id, begun_at)
        log.info("device.disconnected", device_id=str(device_id))

    async def close(self) -> None:
        """Close the HTTP client."""
        await self._management.aclose()
