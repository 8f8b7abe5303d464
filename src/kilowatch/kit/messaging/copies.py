"""Copies of other services' data: declared once, requested again, compared.

The owner sends the current state of everything directly into the queue of the requesting
service. Each entity carries its version, so concurrent changes are neither lost nor reverted:
the consumer applies what is newer than its own, in any order.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

import aio_pika
import asyncpg
import msgspec
import structlog
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractIncomingMessage,
    AbstractQueue,
)
from aio_pika.exceptions import DeliveryError

from kilowatch.contracts import events
from kilowatch.contracts.copies import (
    ChunkDigest,
    CopyInfo,
    CopyRequest,
    CopyRow,
    ExtraRow,
    ResendProgress,
    requests_queue,
)
from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.events import Event
from kilowatch.kit.broker import BrokerSessions, open_channel, run_until_cut_off
from kilowatch.kit.database import CONNECTION_LOST, Pool, answers
from kilowatch.kit.messaging.queues import KEY_HEADER, QUORUM, queue_name

log = structlog.get_logger()

CHUNK_SIZE: Final = 500
NO_ID: Final = UUID(int=0)
PUBLISH_TIMEOUT_S: Final = 10
SEND_TRIES: Final = 5
"""The retries of a copy that fails while the database responds."""


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """The copies that services keep of data that ``owner`` owns.

    ``rows`` is SQL that returns ``id``, ``version``, ``state`` and ``gone`` of every entity,
    including tombstones: the same at the owner as in a consistent copy.
    """

    name: str
    owner: str
    rows: str

    @property
    def info(self) -> CopyInfo:
        """Return the name and the owner of the copy."""
        return CopyInfo(name=self.name, owner=self.owner)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The current state of a service's data, as events.

    ``states`` returns up to so many entities after an identifier, in order, each as the event
    with its state. ``tombstone`` is the event that makes a copy delete what never existed.
    """

    copy: Copy
    states: Callable[[Pool, UUID, int], Awaitable[list[tuple[UUID, Event]]]]
    tombstone: Callable[[UUID, int], Event | None]


Sources = Mapping[str, Source]


async def is_empty(pool: Pool, copy: Copy) -> bool:
    """Return true if the copy is still empty."""
    return not await pool.fetchval(f"SELECT EXISTS ({copy.rows})")


async def digests(pool: Pool, copy: Copy) -> list[ChunkDigest]:
    """Return a digest of every chunk that has rows."""
    rows = await pool.fetch(
        f"""SELECT get_byte(uuid_send(id), 0) AS chunk, count(*) AS count,
                   md5(string_agg(id::text || ' ' || version || ' ' || state, E'\\n'
                                  ORDER BY id)) AS digest
            FROM ({copy.rows}) AS r GROUP BY 1 ORDER BY 1"""  # noqa: S608 - our own SQL
    )
    return [ChunkDigest(**dict(row)) for row in rows]


async def rows_of_chunk(pool: Pool, copy: Copy, chunk: int) -> list[CopyRow]:
    """Return the rows of one chunk, in order."""
    rows = await pool.fetch(
        f"""SELECT id, version, state, gone FROM ({copy.rows}) AS r
            WHERE get_byte(uuid_send(id), 0) = $1 ORDER BY id""",  # noqa: S608 - our own SQL
        chunk,
    )
    return [CopyRow(**dict(row)) for row in rows]


async def ask_for(channel: AbstractChannel, service: str, copy: Copy) -> None:
    """Have the owner of ``copy`` send all of it to ``service``, as soon as it can."""
    queue = requests_queue(copy.owner)
    await channel.declare_queue(queue, durable=True, arguments=dict(QUORUM))
    request = CopyRequest(service=service, copy=copy.name)
    message = aio_pika.Message(
        msgspec.json.encode(request), delivery_mode=aio_pika.DeliveryMode.PERSISTENT
    )
    await channel.default_exchange.publish(message, queue, timeout=PUBLISH_TIMEOUT_S)
    log.info("copy.asked_for", copy=copy.name, owner=copy.owner)


async def ask_for_what_is_empty(
    channel: AbstractChannel, pool: Pool, service: str, copies: Sequence[Copy]
) -> None:
    """Request all copies of a new or emptied service.

    Call it when the service's queue is bound: later changes arrive by themselves.
    """
    for copy in copies:
        if await is_empty(pool, copy):
            await ask_for(channel, service, copy)


class Resender:
    """Sends a service's data to services that request it."""

    def __init__(self, pool: Pool, amqp_url: str, owner: str, sources: Sources) -> None:
        self._pool = pool
        self._amqp_url = amqp_url
        self._owner = owner
        self._sources = sources
        self.sessions = BrokerSessions(amqp_url, f"{owner} resync", self._session)

    async def run(self) -> None:
        """Answer requests until cancelled."""
        await self.sessions.run()

    async def _session(self, connection: AbstractConnection, _name: str) -> None:
        async with open_channel(connection) as channel:
            await channel.set_qos(prefetch_count=1)
            queue = await channel.declare_queue(
                requests_queue(self._owner), durable=True, arguments=dict(QUORUM)
            )
            await run_until_cut_off(channel, partial(self._answer_all, channel, queue))

    async def _answer_all(self, channel: AbstractChannel, queue: AbstractQueue) -> None:
        async with queue.iterator() as deliveries:
            async for delivery in deliveries:
                await self._answer(channel, delivery)

    async def _answer(self, channel: AbstractChannel, delivery: AbstractIncomingMessage) -> None:
        try:
            request = msgspec.json.decode(delivery.body, type=CopyRequest)
            source = self._sources[request.copy]
        except (*DECODING_ERRORS, KeyError) as error:
            # It can never be answered: a later release may have requested something only it knows.
            log.error("copy.request_not_understood", error=repr(error))
            await delivery.ack()
            return
        tries = SEND_TRIES
        while tries > 0:
            try:
                async for _ in self._send(channel, source, request.service):
                    pass
                break
            except DeliveryError:
                log.warning("copy.nobody_to_send_to", service=request.service)
                break
            except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
                if channel.is_closed:
                    raise
                # Requests behind it must be answered too. A service without the copy asks again.
                log.warning("copy.not_sent", copy=request.copy, error=str(error) or repr(error))
                tries -= await answers(self._pool)
                await asyncio.sleep(1)
        await delivery.ack()

    async def resend(self, source: Source, service: str) -> AsyncGenerator[ResendProgress]:
        """Send all of ``source`` to ``service`` at once, yielding the progress."""
        connection = await aio_pika.connect(self._amqp_url, timeout=PUBLISH_TIMEOUT_S)
        async with connection, open_channel(connection) as channel:
            async for progress in self._send(channel, source, service):
                yield progress

    async def _send(
        self, channel: AbstractChannel, source: Source, service: str
    ) -> AsyncGenerator[ResendProgress]:
        total = int(await self._pool.fetchval(f"SELECT count(*) FROM ({source.copy.rows}) AS r"))  # noqa: S608
        sent, after = 0, NO_ID
        while states := await source.states(self._pool, after, CHUNK_SIZE):
            await asyncio.gather(*(publish_to(channel, service, state) for _, state in states))
            after = states[-1][0]
            sent += len(states)
            yield ResendProgress(sent=sent, total=max(sent, total))
        log.info("copy.sent", copy=source.copy.name, service=service, count=sent)
        yield ResendProgress(sent=sent, total=sent)

    async def bury(self, source: Source, service: str, extras: Sequence[ExtraRow]) -> int:
        """Have ``service`` delete those ``extras`` that do not exist here; return their number."""
        known = await self._pool.fetch(
            f"SELECT id FROM ({source.copy.rows}) AS r WHERE id = ANY($1::uuid[])",  # noqa: S608
            [each.id for each in extras],
        )
        exist = {row["id"] for row in known}
        tombstones = [
            tombstone
            for each in extras
            if each.id not in exist
            and (tombstone := source.tombstone(each.id, each.version + 1)) is not None
        ]
        connection = await aio_pika.connect(self._amqp_url, timeout=PUBLISH_TIMEOUT_S)
        async with connection, open_channel(connection) as channel:
            await asyncio.gather(*(publish_to(channel, service, each) for each in tombstones))
        return len(tombstones)


async def publish_to(channel: AbstractChannel, service: str, event: Event) -> None:
    """Put ``event`` into the queue of one service, bypassing the exchange."""
    message = aio_pika.Message(
        events.encode(event),
        headers={KEY_HEADER: events.routing_key(type(event))},
        content_type="application/json",
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        message_id=str(event.event_id),
    )
    # A missing queue is an error: its service has to start first.
    await channel.default_exchange.publish(
        message, queue_name(service), mandatory=True, timeout=PUBLISH_TIMEOUT_S
    )
