"""Sends messages over AMQP 0-9-1 until the broker has confirmed each."""

import asyncio
import time
from typing import Self, cast

import structlog
from aio_pika.abc import AbstractConnection, DeliveryMode
from aio_pika.exceptions import DeliveryError
from aiormq import Channel, spec

from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from kilowatch.kit.broker import BrokerSessions, open_channel
from kilowatch.simulator.wire import Message

log = structlog.get_logger()

WINDOW = 500
RETRY_S = 1.0
SAY_EVERY_S = 10.0


class Publisher:
    """Keeps up to `WINDOW` messages on the way and forgets none before it is confirmed.

    When the connection breaks, whatever was not confirmed is sent again over the next one, so
    a message may arrive twice and never not at all. Use it as an asynchronous context manager.
    """

    def __init__(self, amqp_url: str, window: int = WINDOW) -> None:
        self.sent_messages = 0
        self.confirmed_messages = 0
        self.confirmed_readings = 0
        self._window = window
        self._room = asyncio.Semaphore(window)
        self._unconfirmed: dict[int, Message] = {}
        self._to_send: asyncio.Queue[int] = asyncio.Queue()
        self._all_confirmed = asyncio.Event()
        self._all_confirmed.set()
        self._complained_at = float("-inf")
        self._sessions = BrokerSessions(amqp_url, "meter", self._session)
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._running = asyncio.create_task(self._sessions.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def send(self, message: Message) -> None:
        """Hand over a message; waits while too many are on the way."""
        await self._room.acquire()
        number = self.sent_messages
        self.sent_messages += 1
        self._unconfirmed[number] = message
        self._all_confirmed.clear()
        self._to_send.put_nowait(number)

    async def drain(self) -> None:
        """Wait until everything handed over is confirmed, however long the broker is away."""
        await self._all_confirmed.wait()

    async def _session(self, connection: AbstractConnection, _: str) -> None:
        self._to_send = asyncio.Queue()
        for number in self._unconfirmed:
            self._to_send.put_nowait(number)
        async with open_channel(connection) as channel:
            underlay = cast("Channel", await channel.get_underlay_channel())
            workers = [asyncio.create_task(self._work(underlay)) for _ in range(self._window)]
            try:
                await asyncio.gather(*workers)
            finally:
                for worker in workers:
                    worker.cancel()
                await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self, channel: Channel) -> None:
        to_send = self._to_send
        while True:
            number = await to_send.get()
            await self._deliver(channel, self._unconfirmed[number])
            self._confirm(number)

    async def _deliver(self, channel: Channel, message: Message) -> None:
        """Publish until the broker takes it for good. Raises what ends the session."""
        properties = spec.Basic.Properties(
            content_type="application/json", delivery_mode=DeliveryMode.PERSISTENT
        )
        routing_key = reading_routing_key(message.device_id)
        while True:
            try:
                # One layer below aio-pika: to wait until each message has left the socket,
                # as it does, takes longer than all the rest. The confirm is what counts.
                await channel.basic_publish(
                    message.body,
                    exchange=READINGS_EXCHANGE,
                    routing_key=routing_key,
                    properties=properties,
                    mandatory=True,
                    wait=False,
                )
                return
            except DeliveryError as error:
                self._complain(routing_key, error)
                await asyncio.sleep(RETRY_S)

    def _confirm(self, number: int) -> None:
        message = self._unconfirmed.pop(number)
        self.confirmed_messages += 1
        self.confirmed_readings += message.readings
        self._room.release()
        if not self._unconfirmed:
            self._all_confirmed.set()

    def _complain(self, routing_key: str, error: DeliveryError) -> None:
        """Say that no queue takes our messages, but not two hundred times a second."""
        if time.monotonic() - self._complained_at < SAY_EVERY_S:
            return
        self._complained_at = time.monotonic()
        log.error(
            "readings.not_taken",
            exchange=READINGS_EXCHANGE,
            routing_key=routing_key,
            reason=type(error).__name__,
            advice="trying again until a queue of the platform takes them",
        )
