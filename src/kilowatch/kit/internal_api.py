"""The internal API for operators: copies, events and dead letters of a service."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Annotated

import aio_pika
import msgspec
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import ChannelNotFoundEntity, DeliveryError
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from kilowatch.contracts.audit import AuditAction, Subject
from kilowatch.contracts.copies import CHUNKS, DeadLetterOrder, EventState, Extras
from kilowatch.kit.accounts import InternalOnly, WithGuard, WithInternalToken
from kilowatch.kit.audit import OutboxSink, record_apart
from kilowatch.kit.audit_middleware import WithActs
from kilowatch.kit.broker import BROKER_LOST
from kilowatch.kit.calls import body_of
from kilowatch.kit.container import container_of
from kilowatch.kit.database import Pool
from kilowatch.kit.errors import KilowatchError, Kind, Unavailable
from kilowatch.kit.messaging import copies, dead_letters
from kilowatch.kit.messaging.copies import Copy, Resender, Source, Sources
from kilowatch.kit.messaging.queues import dead_queue, queue_name, retry_queue

BROKER_TIMEOUT_S = 10

router = APIRouter(prefix="/internal", include_in_schema=False, dependencies=[InternalOnly])


class CopyNotFound(KilowatchError):
    """This service neither keeps nor owns this copy."""

    kind = Kind.NOT_FOUND
    code = "copy_not_found"

    def __init__(self) -> None:
        super().__init__("This service has no such copy.")


class Inspection:
    """The internal API of one service.

    ``refused_queues`` get what consumers of this service rejected, in addition to its dead
    events.
    """

    def __init__(
        self,
        pool: Pool,
        amqp_url: str,
        service: str,
        kept: Sequence[Copy] = (),
        sources: Sources | None = None,
        *,
        refused_queues: Sequence[str] = (),
    ) -> None:
        self.pool = pool
        self.acts = OutboxSink(pool)
        self.service = service
        self._amqp_url = amqp_url
        self.dead_queues = (dead_queue(service), *refused_queues)
        self.sources = sources or {}
        owned = [each.copy for each in self.sources.values()]
        self.copies = {each.name: each for each in (*kept, *owned)}
        self.resender = Resender(pool, amqp_url, service, self.sources)

    def copy(self, name: str) -> Copy:
        """Return a copy by name. Raises `CopyNotFound`."""
        if name not in self.copies:
            raise CopyNotFound
        return self.copies[name]

    def source(self, name: str) -> Source:
        """Return the source of a copy by name. Raises `CopyNotFound`."""
        if name not in self.sources:
            raise CopyNotFound
        return self.sources[name]

    async def connect(self) -> AbstractConnection:
        """Provide a connection for a request. Raises `Unavailable`."""
        try:
            return await aio_pika.connect(self._amqp_url, timeout=BROKER_TIMEOUT_S)
        except BROKER_LOST as error:
            raise Unavailable("The broker can't be reached.") from error

    async def event_state(self) -> EventState:
        """Count the events that are queued, being retried, dead, and in the outbox."""
        async with await self.connect() as connection:
            waiting, retrying, *dead = [
                await _messages_in(connection, name)
                for name in (queue_name(self.service), retry_queue(self.service), *self.dead_queues)
            ]
        oldest_s = await self.pool.fetchval(
            "SELECT extract(epoch FROM now() - min(created_at))::float8 FROM outbox"
        )
        return EventState(
            waiting=waiting,
            retrying=retrying,
            dead=None if dead[0] is None else sum(each or 0 for each in dead),
            outbox=int(await self.pool.fetchval("SELECT count(*) FROM outbox") or 0),
            outbox_oldest_s=oldest_s,
        )


async def _messages_in(connection: AbstractConnection, queue: str) -> int | None:
    # A channel of its own: asking for a missing queue closes it.
    try:
        async with connection.channel() as channel:
            declared = await channel.declare_queue(queue, passive=True)
            return declared.declaration_result.message_count
    except ChannelNotFoundEntity:
        return None


@dataclass(frozen=True, kw_only=True)
class WithInspection(WithGuard, WithInternalToken, WithActs):
    """The part of a container of every service with a database of its own."""

    inspection: Inspection


async def inspection_of(request: Request) -> Inspection:
    """Return the internal API of this app."""
    return container_of(request.app, WithInspection).inspection


Inside = Annotated[Inspection, Depends(inspection_of)]


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


@router.get("/copies")
async def list_copies(inside: Inside) -> Response:
    """Return every copy this service keeps or owns."""
    return _json([each.info for each in inside.copies.values()])


@router.get("/copies/{name}/chunks")
async def read_chunks(name: str, inside: Inside) -> Response:
    """Return a digest of every chunk of a copy."""
    return _json(await copies.digests(inside.pool, inside.copy(name)))


@router.get("/copies/{name}/rows")
async def read_rows(
    name: str, inside: Inside, chunk: Annotated[int, Query(ge=0, lt=CHUNKS)]
) -> Response:
    """Return the rows of one chunk."""
    return _json(await copies.rows_of_chunk(inside.pool, inside.copy(name), chunk))


@router.post("/copies/{name}/resend")
async def resend(name: str, service: str, inside: Inside) -> StreamingResponse:
    """Send all of a copy that this service owns to ``service``; report progress line by line."""
    source = inside.source(name)
    act = Subject("copy", name, name)
    after = {"from": inside.service, "to": service}
    await record_apart(inside.acts, AuditAction.COPIES_RESENT, act, after=after)

    async def lines() -> AsyncGenerator[bytes]:
        try:
            async for progress in inside.resender.resend(source, service):
                yield msgspec.json.encode(progress) + b"\n"
        except DeliveryError:
            # Nothing was sent: the last line reports less than all.
            return

    return StreamingResponse(lines(), media_type="application/x-ndjson")


@router.post("/copies/{name}/bury")
async def bury(
    name: str, inside: Inside, extras: Annotated[Extras, Depends(body_of(Extras))]
) -> Response:
    """Have a service delete what does not exist here."""
    source = inside.source(name)
    buried = await inside.resender.bury(source, extras.service, extras.rows)
    after = {"from": inside.service, "to": extras.service, "count": buried}
    await record_apart(
        inside.acts, AuditAction.COPIES_BURIED, Subject("copy", name, name), after=after
    )
    return _json({"buried": buried})


@router.get("/events")
async def read_event_state(inside: Inside) -> Response:
    """Return the state of this service's events."""
    return _json(await inside.event_state())


@router.get("/dead-letters")
async def list_dead_letters(
    inside: Inside, limit: Annotated[int, Query(ge=1, le=500)] = 20
) -> Response:
    """Return the first few events that could not be processed."""
    async with await inside.connect() as connection:
        return _json(await dead_letters.look(connection, inside.dead_queues, limit))


@router.post("/dead-letters")
async def settle_dead_letters(
    inside: Inside, order: Annotated[DeadLetterOrder, Depends(body_of(DeadLetterOrder))]
) -> Response:
    """Replay or discard dead letters."""
    async with await inside.connect() as connection:
        settled = await dead_letters.settle(connection, inside.service, inside.dead_queues, order)
    discarded = order.action == "discard"
    action = AuditAction.DEAD_LETTERS_DISCARDED if discarded else AuditAction.DEAD_LETTERS_REPLAYED
    subject = Subject("dead_letters", order.event_id or "", inside.service)
    await record_apart(inside.acts, action, subject, after={"count": settled})
    return _json({"settled": settled})
