"""RabbitMQ over AMQP 0-9-1: one supervised connection per purpose.

A broken connection is not repaired in place: the session that used it ends, and a new one
sets everything up again, so that no stale state remains after a restart of the broker.
"""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, NoReturn, TypeAlias
from uuid import uuid4

import aio_pika
import structlog
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractIncomingMessage,
    AbstractQueue,
)
from aio_pika.exceptions import AMQPError

from kilowatch.kit.amqp_fields import read_leniently
from kilowatch.kit.background import end_tasks

log = structlog.get_logger()

read_leniently()

FIRST_RETRY_S = 0.2
LAST_RETRY_S = 5.0

FORGIVEN_AFTER_S = 5.0
"""After a session of this length, the next failure counts as a first one."""

BROKER_LOST: tuple[type[BaseException], ...] = (
    OSError,
    asyncio.TimeoutError,
    AMQPError,
    RuntimeError,
)
"""Raised when the connection or channel is gone. aiormq sometimes raises RuntimeError for it."""

Session: TypeAlias = Callable[[AbstractConnection, str], Awaitable[None]]
"""Works on a connection; gets the name under which the broker lists it."""


class BrokerSessions:
    """Runs ``session`` on a fresh connection, repeatedly, until cancelled.

    ``on_lost`` gets the reason why a connection failed or was lost. ``tls`` has the authorities
    to trust at an ``amqps`` URL, by default those of the machine.
    """

    def __init__(
        self,
        url: str,
        name: str,
        session: Session,
        *,
        on_lost: Callable[[BaseException], None] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._url = url
        self._tls = tls
        self._on_lost = on_lost
        self._name = name
        self._session = session
        self.connected = False

    async def run(self) -> None:
        """Run sessions until cancelled. A session that returns or fails is followed by the next."""
        try:
            await self._run_sessions()
        finally:
            self.connected = False

    async def _run_sessions(self) -> None:
        retry_s = FIRST_RETRY_S
        while True:
            begun_s = time.monotonic()
            try:
                await self._run_once()
            except BROKER_LOST as error:
                log.warning("broker.lost", connection=self._name, error=str(error) or repr(error))
                if self._on_lost is not None:
                    self._on_lost(error)
            except Exception as error:
                # Also several at once, as a group. The next session may succeed.
                log.error("broker.session_failed", connection=self._name, exc_info=error)
            self.connected = False
            if _is_being_cancelled():
                # Closing a broken connection raised another error in place of the cancellation.
                raise asyncio.CancelledError
            if time.monotonic() - begun_s > FORGIVEN_AFTER_S:
                retry_s = FIRST_RETRY_S
            await asyncio.sleep(retry_s)
            retry_s = min(retry_s * 2, LAST_RETRY_S)

    async def _run_once(self) -> None:
        name = f"{self._name} {uuid4().hex[:8]}"
        connection = await aio_pika.connect(
            self._url,
            timeout=10,
            client_properties={"connection_name": name},
            ssl_context=self._tls,
        )
        if _is_being_cancelled():
            # It came during the connect, and was lost there.
            await connection.close()
            raise asyncio.CancelledError
        lost = asyncio.Event()
        connection.close_callbacks.add(lambda *_: lost.set())
        async with connection:
            working = asyncio.ensure_future(self._session(connection, name))
            watching = asyncio.ensure_future(lost.wait())
            self.connected = True
            log.info("broker.connected", connection=self._name)
            try:
                await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
                if not working.done():
                    raise ConnectionError("the broker closed the connection")
                working.result()
            finally:
                await end_tasks(working, watching)


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def open_channel(connection: AbstractConnection) -> AbstractChannel:
    """Return a channel whose publishes return once the broker has stored the message.

    Use it as an asynchronous context manager. A message that no queue accepts raises.
    """
    return connection.channel(publisher_confirms=True, on_return_raises=True)


async def cut_off_event(channel: AbstractChannel) -> asyncio.Event:
    """Return an event that is set once the broker closes ``channel`` or cancels a consumer on it.

    It does so when a queue is deleted or a delivery is unacknowledged for too long. Neither
    ends the connection, so a consumer would wait indefinitely. Call it before consuming.
    """
    cut_off = asyncio.Event()
    underlay = await channel.get_underlay_channel()
    underlay.on_consumer_cancel_callbacks.add(lambda _: cut_off.set())
    channel.close_callbacks.add(lambda *_: cut_off.set())
    return cut_off


async def consume(
    channel: AbstractChannel,
    queue: AbstractQueue,
    callback: Callable[[AbstractIncomingMessage], Awaitable[Any]],
) -> NoReturn:
    """Pass deliveries to ``callback`` without acknowledging. Ends with a `ConnectionError`."""
    cut_off = await cut_off_event(channel)
    await queue.consume(callback, no_ack=True)
    await cut_off.wait()
    raise ConnectionError(f"the broker ended the consumer of {queue.name}")


async def run_until_cut_off(
    channel: AbstractChannel, work: Callable[[], Coroutine[Any, Any, None]]
) -> None:
    """Run ``work``, which consumes on ``channel``. Raises `ConnectionError` if that is closed."""
    cut_off = await cut_off_event(channel)
    working = asyncio.ensure_future(work())
    watching = asyncio.ensure_future(cut_off.wait())
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ConnectionError("the broker ended the consumer")
        working.result()
    finally:
        await end_tasks(working, watching)
