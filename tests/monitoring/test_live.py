"""A replica's live updates: the latest reading of each device, and no history."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import aio_pika
import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kilowatch.contracts.live import LIVE_EXCHANGE, LiveReading
from kilowatch.kit.background import background
from kilowatch.kit.correlation import correlated
from kilowatch.monitoring.domain import ParsedReading
from kilowatch.monitoring.ingest import NewestInterval
from kilowatch.monitoring.live import LiveFeed
from tests.harness.servers import Broker
from tests.harness.serving import eventually

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
NEWS = timedelta(hours=2)


async def no_registers(device_ids: list[UUID], _since: datetime) -> list[NewestInterval]:
    raise AssertionError(f"asked for {device_ids}")


def connected_feed() -> LiveFeed:
    feed = LiveFeed("amqp://nowhere", "monitoring-1", NEWS, no_registers)
    feed.sessions.connected = True
    return feed


def reading(
    device: int, minutes_ago: int = 0, source: int = 1, interval_s: int | None = 60
) -> ParsedReading:
    at = NOW - timedelta(minutes=minutes_ago)
    return ParsedReading(UUID(int=device), at, 5, interval_s, source, 0)


@given(
    st.lists(
        st.builds(reading, st.integers(1, 4), st.integers(0, 100), st.integers(1, 9)), max_size=40
    ),
    st.integers(1, 5),
)
async def test_the_latest_reading_of_each_device_is_published_in_any_arrival_order(
    readings: list[ParsedReading], batches: int
) -> None:
    feed = connected_feed()
    for at in range(batches):
        feed.offer(readings[at::batches], NOW)

    told = {each.device_id: (each.measured_at, each.source) for each in await feed.take(NOW)}

    expected: dict[UUID, tuple[datetime, int]] = {}
    for each in readings:
        newest = max(expected.get(each.device_id, (NOW - NEWS, 0)), (each.measured_at, each.source))
        expected[each.device_id] = newest
    assert told == expected
    assert await feed.take(NOW) == []


async def test_old_readings_are_not_live_but_a_long_interval_that_just_ended_is() -> None:
    feed = connected_feed()

    feed.offer([reading(1, 121), reading(2, 121, interval_s=None)], NOW)
    feed.offer([reading(3, 24 * 60, interval_s=86_400)], NOW)

    assert [each.device_id for each in await feed.take(NOW)] == [UUID(int=3)]


async def test_a_live_value_has_the_id_of_its_message_or_batch() -> None:
    feed = connected_feed()

    with correlated("batch-1-1"):
        feed.offer([reading(1, source=1), reading(2, source=2)], NOW, {2: "its-own"})
    feed.offer([reading(3, source=3)], NOW)

    ids = {each.device_id.int: each.correlation_id for each in await feed.take(NOW)}
    assert ids == {1: "batch-1-1", 2: "its-own", 3: None}


async def test_nothing_is_buffered_while_the_broker_is_unreachable() -> None:
    feed = LiveFeed("amqp://nowhere", "monitoring-1", NEWS, no_registers)

    feed.offer([reading(1)], NOW)

    assert await feed.take(NOW) == []


async def test_offered_readings_are_soon_published_to_every_listener(broker: Broker) -> None:
    feed = LiveFeed(broker.amqp_url, "monitoring-1", NEWS, no_registers)
    async with background(feed.run()), await aio_pika.connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange(
            LIVE_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
        )
        queues = [await channel.declare_queue(exclusive=True) for _ in range(2)]
        for queue in queues:
            await queue.bind(exchange)
        await eventually(lambda: feed.sessions.connected)
        device = uuid4()
        feed.offer([ParsedReading(device, NOW, 7, 60, 3, 0)], NOW)

        for queue in queues:
            message = await eventually(lambda queue=queue: queue.get(fail=False))
            told = msgspec.msgpack.decode(message.body, type=list[LiveReading])
            assert told == [LiveReading(device, NOW, 7, 60, 3)]  # pyright: ignore[reportArgumentType]
