"""Dead letters stay where they are while they are inspected, and are replayed or discarded."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel, AbstractConnection

from kilowatch.contracts.copies import DeadLetter, DeadLetterOrder
from kilowatch.contracts.events import routing_key
from kilowatch.contracts.sessions import SessionEnded
from kilowatch.kit.messaging.dead_letters import ORIGIN_HEADER, look, settle
from kilowatch.kit.messaging.queues import (
    KEY_HEADER,
    REASON_HEADER,
    dead_queue,
    declare_event_queues,
    queue_name,
)
from tests.harness.servers import Broker
from tests.harness.serving import eventually

SERVICE = "test"
DEAD = dead_queue(SERVICE)
KEY = routing_key(SessionEnded)
SET_APART_AT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)

DISCARD = DeadLetterOrder(action="discard")
REPLAY = DeadLetterOrder(action="replay")


@asynccontextmanager
async def connected(broker: Broker) -> AsyncGenerator[tuple[AbstractConnection, AbstractChannel]]:
    async with await aio_pika.connect(broker.amqp_url) as connection:
        yield connection, await connection.channel(on_return_raises=True)


async def put(
    channel: AbstractChannel, name: str, headers: Mapping[str, Any] | None = None, **of: Any
) -> None:
    """Put a dead letter of ``test`` into its queue."""
    message = aio_pika.Message(
        of.get("body", b"{}"),
        headers={KEY_HEADER: KEY, REASON_HEADER: f"reason of {name}", **(headers or {})},
        message_id=name,
        timestamp=SET_APART_AT,
    )
    await channel.default_exchange.publish(message, DEAD)


async def names_in(channel: AbstractChannel, queue: str) -> list[str | None]:
    """Take everything out of a queue."""
    found = await channel.get_queue(queue)
    names: list[str | None] = []
    while (delivery := await found.get(fail=False, no_ack=True)) is not None:
        names.append(delivery.message_id)
    return names


async def test_dead_letters_are_listed_oldest_first_however_often(broker: Broker) -> None:
    async with connected(broker) as (connection, channel):
        await declare_event_queues(channel, SERVICE, ())
        for name in ("a", "b", "c"):
            await put(channel, name)

        # More often than a quorum queue redelivers a message.
        looks = [await look(connection, [DEAD], 2) for _ in range(12)]
        # Inspected letters are behind those not inspected.
        assert [each.event_id for each in looks[0]] == ["a", "b"]
        letters = {each.event_id: each for found in looks for each in found}
        assert letters == {
            name: DeadLetter(
                event_id=name,
                key=KEY,
                reason=f"reason of {name}",
                set_apart_at=SET_APART_AT.isoformat(),
                body="{}",
            )
            for name in ("a", "b", "c")
        }
        assert sorted(map(str, await names_in(channel, DEAD))) == ["a", "b", "c"]


async def test_an_undeclared_queue_has_no_dead_letters(broker: Broker) -> None:
    async with connected(broker) as (connection, channel):
        await declare_event_queues(channel, SERVICE, ())
        await put(channel, "a")
        queues = [dead_queue("nobody"), DEAD]

        assert [each.event_id for each in await look(connection, queues, 10)] == ["a"]
        assert await settle(connection, SERVICE, queues, DISCARD) == 1


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Größe\n\t7".encode(), "Größe\n\t7"),
        (b"\x1b[31mred", b"\x1b[31mred".hex()),
        (b"\xff\xfe", "fffe"),
    ],
)
async def test_a_body_is_shown_as_text_or_as_hex_if_unsafe_for_a_terminal(
    broker: Broker, body: bytes, shown: str
) -> None:
    async with connected(broker) as (connection, channel):
        await declare_event_queues(channel, SERVICE, ())
        await put(channel, "a", body=body)

        assert [each.body for each in await look(connection, [DEAD], 10)] == [shown]


async def test_only_the_named_dead_letter_is_discarded(broker: Broker) -> None:
    async with connected(broker) as (connection, channel):
        await declare_event_queues(channel, SERVICE, ())
        for name in ("a", "b", "c"):
            await put(channel, name)

        order = DeadLetterOrder(action="discard", event_id="b")
        assert await settle(connection, SERVICE, [DEAD], order) == 1
        (kept, *_) = await look(connection, [DEAD], 10)
        assert (kept.event_id, kept.reason) == ("a", "reason of a")
        assert await settle(connection, SERVICE, [DEAD], DISCARD) == 2
        assert await names_in(channel, DEAD) == []


async def test_a_replayed_event_goes_to_the_queue_of_its_service_under_its_key(
    broker: Broker,
) -> None:
    async with connected(broker) as (connection, channel):
        await declare_event_queues(channel, SERVICE, ())
        await put(channel, "a", body=b'{"a":1}')

        assert await settle(connection, SERVICE, [DEAD], REPLAY) == 1

        queue = await channel.get_queue(queue_name(SERVICE))
        event = await queue.get(no_ack=True)
        assert event is not None
        assert (event.message_id, event.body) == ("a", b'{"a":1}')
        # Its attempts are counted from one again.
        assert {name for name in event.headers if name != "x-delivery-count"} == {KEY_HEADER}
        assert event.headers[KEY_HEADER] == KEY
        assert await names_in(channel, DEAD) == []


async def test_a_rejected_message_returns_to_its_original_queue(broker: Broker) -> None:
    async with connected(broker) as (connection, channel):
        await channel.declare_queue("refused", durable=True)
        arguments: dict[str, Any] = {
            "x-dead-letter-exchange": "",
            "x-dead-letter-routing-key": "refused",
        }
        batches = await channel.declare_queue("batches", durable=True, arguments=arguments)
        await channel.default_exchange.publish(aio_pika.Message(b"batch"), "batches")
        refused = await batches.get()
        assert refused is not None
        await refused.reject(requeue=False)

        # The broker's own header of the rejection is gone once the letter was inspected.
        for _ in range(2):
            (letter,) = await eventually(lambda: look(connection, ["refused"], 10))
            assert (letter.key, letter.reason) == ("refused", "rejected by batches")
            assert letter.set_apart_at is not None

        assert await settle(connection, SERVICE, ["refused"], REPLAY) == 1
        assert len(await names_in(channel, "batches")) == 1


async def test_a_message_that_cannot_return_stays(broker: Broker) -> None:
    async with connected(broker) as (connection, channel):
        await declare_event_queues(channel, SERVICE, ())
        await put(channel, "a", {ORIGIN_HEADER: "gone"})

        assert await settle(connection, SERVICE, [DEAD], REPLAY) == 0
        assert await names_in(channel, DEAD) == ["a"]


async def test_a_dead_letter_that_fails_again_at_once_is_replayed_once(broker: Broker) -> None:
    async with connected(broker) as (connection, channel):
        await declare_event_queues(channel, SERVICE, ())
        # A letter that came from the dead letters themselves comes back at once.
        await put(channel, "a", {ORIGIN_HEADER: DEAD})

        assert await settle(connection, SERVICE, [DEAD], REPLAY) == 1
        assert await names_in(channel, DEAD) == ["a"]
