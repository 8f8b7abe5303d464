"""Meters over AMQP 0-9-1."""

import asyncio
import ssl
import time
from typing import Final, cast

import structlog
from aio_pika.abc import AbstractConnection, DeliveryMode
from aio_pika.exceptions import AuthenticationError, DeliveryError, ProbableAuthenticationError
from aiormq import Channel, spec

from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from kilowatch.kit.broker import BrokerSessions, open_channel
from kilowatch.simulator.publisher import REFUSED_FOR_S, WINDOW, Publisher
from kilowatch.simulator.wire import Message

log = structlog.get_logger()

RETRY_S: Final = 1.0
SAY_EVERY_S: Final = 10.0


class AmqpPublisher(Publisher):
    """Publishes to the exchange of readings at ``amqp_url``, which contains the login."""

    def __init__(
        self,
        amqp_url: str,
        window: int = WINDOW,
        *,
        refused_for_s: float = REFUSED_FOR_S,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(window, refused_for_s=refused_for_s, tls=tls)
        self._complained_at = float("-inf")
        self._sessions = BrokerSessions(
            amqp_url, "meter", self._session, on_lost=self._on_lost, tls=tls
        )

    async def _run(self) -> None:
        await self._sessions.run()

    def _on_lost(self, error: BaseException) -> None:
        if isinstance(error, AuthenticationError | ProbableAuthenticationError):
            self._note_refused("over AMQP")
        self._note_distrust(error)

    async def _session(self, connection: AbstractConnection, _: str) -> None:
        self._note_admitted()
        async with open_channel(connection) as channel:
            underlay = cast("Channel", await channel.get_underlay_channel())

            async def deliver(message: Message) -> int:
                await self._deliver(underlay, message)
                return 0

            await self._deliver_all(deliver)

    async def _deliver(self, channel: Channel, message: Message) -> None:
        """Publish until the broker confirms. Raises what ends the session."""
        properties = spec.Basic.Properties(
            content_type="application/json", delivery_mode=DeliveryMode.PERSISTENT
        )
        routing_key = reading_routing_key(message.device_id)
        while True:
            try:
                # One layer below aio-pika: waiting until each message has left the socket, as it
                # does, takes longer than everything else. The confirm is what counts.
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

    def _complain(self, routing_key: str, error: DeliveryError) -> None:
        """Log that no queue accepts the messages, but not two hundred times a second."""
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
