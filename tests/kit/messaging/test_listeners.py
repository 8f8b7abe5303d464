"""Every listening process gets all fan-out messages, and keeps few while it is busy."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import aio_pika
import msgspec
from aio_pika.abc import AbstractChannel, AbstractExchange
from structlog.testing import capture_logs

from kilowatch.kit.background import background
from kilowatch.kit.messaging.listeners import FanOutListener, declare_fan_out
from tests.harness.servers import Broker
from tests.harness.serving import eventually

EXCHANGE = "moments"

_decoder = msgspec.json.Decoder(int)


def listener(
    broker: Broker,
    on_message: Callable[[int], None],
    *,
    most_waiting: int | None = None,
    on_listening: Callable[[], None] | None = None,
) -> FanOutListener[int]:
    return FanOutListener(
        broker.amqp_url,
        "test",
        EXCHANGE,
        _decoder,
        on_message,
        most_waiting=most_waiting,
        on_listening=on_listening,
    )


@asynccontextmanager
async def publishing(broker: Broker) -> AsyncGenerator[tuple[AbstractChannel, AbstractExchange]]:
    async with await aio_pika.connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        yield channel, await declare_fan_out(channel, EXCHANGE)


async def say(exchange: AbstractExchange, *bodies: bytes) -> None:
    for body in bodies:
        await exchange.publish(aio_pika.Message(body), "", mandatory=False)


async def test_each_listener_gets_every_message_in_order_and_skips_unreadable_ones(
    broker: Broker,
) -> None:
    one: list[int] = []
    other: list[int] = []
    listening: list[int] = []
    listeners = [
        listener(broker, heard.append, on_listening=lambda: listening.append(1))
        for heard in (one, other)
    ]
    with capture_logs() as lines:
        async with (
            background(*(each.run() for each in listeners)),
            publishing(broker) as (_, exchange),
        ):
            await eventually(lambda: len(listening) == 2)
            await say(exchange, b"1", b"no number", b"[" * 5_000, b'"one"', b"2")
            await eventually(lambda: one[-1:] == other[-1:] == [2])

    assert one == other == [1, 2]
    assert sum(each["event"] == "listener.message_unreadable" for each in lines) == 3 * 2


async def test_a_listener_gets_nothing_from_before_its_start(broker: Broker) -> None:
    heard: list[int] = []
    listening = asyncio.Event()
    async with publishing(broker) as (_, exchange):
        await say(exchange, b"1")
        async with background(listener(broker, heard.append, on_listening=listening.set).run()):
            await listening.wait()
            await say(exchange, b"2")
            await eventually(lambda: heard == [2])


async def test_the_queue_of_a_busy_listener_keeps_the_newest_messages(broker: Broker) -> None:
    each = listener(broker, lambda _: None, most_waiting=3)
    async with publishing(broker) as (channel, exchange):
        queue = await channel.declare_queue(exclusive=True, arguments=each.queue_arguments)
        await queue.bind(exchange)
        await say(exchange, *(b"%d" % number for number in range(1, 8)))
        kept = [await queue.get(no_ack=True) for _ in range(3)]

        assert [each.body for each in kept if each is not None] == [b"5", b"6", b"7"]
        assert await queue.get(no_ack=True, fail=False) is None
