"""A reading keeps the id of its message, or has that of its batch, from intake to event."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import aio_pika
import msgspec
import pytest
from structlog.testing import capture_logs

from kilowatch.balancing.batch_publisher import log_dispatch
from kilowatch.balancing.settings import ReadOver
from kilowatch.contracts.events import EVENTS_EXCHANGE, routing_key
from kilowatch.contracts.overconsumption import OverconsumptionDetected
from kilowatch.contracts.readings import (
    OFFSETS_PER_EPOCH,
    READINGS_EXCHANGE,
    ReadingBatch,
    StreamMessage,
    correlation_id_of,
    reading_routing_key,
)
from kilowatch.contracts.roles import Role
from kilowatch.local.calls import local_client
from tests.balancing.fleet import LIMIT_UWH, Fleet
from tests.balancing.reading_path import ADMIN, body
from tests.harness.serving import eventually

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def batch(*ids: str | None) -> ReadingBatch:
    first = 5 * OFFSETS_PER_EPOCH + 70
    messages = [StreamMessage(first + n, None, b"{}", each) for n, each in enumerate(ids)]
    return ReadingBatch(first, NOW, messages)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["a"], "a"),
        (["a", "a"], "a"),
        (["a", "b"], "batch-5-70"),
        (["a", None], "batch-5-70"),
        ([None, "a"], "batch-5-70"),
        ([None, None], "batch-5-70"),
        ([], "batch-5-70"),
    ],
)
def test_a_batch_has_the_id_of_its_messages_or_of_its_stream_position(
    ids: list[str | None], expected: str
) -> None:
    assert correlation_id_of(batch(*ids)) == expected


def test_messages_are_compatible_with_the_previous_release() -> None:
    class EarlierMessage(msgspec.Struct, array_like=True):
        source: int
        sender: str | None
        body: bytes

    earlier, ours = EarlierMessage(1, "s", b"{}"), StreamMessage(1, "s", b"{}", "a")

    read = msgspec.msgpack.decode(msgspec.msgpack.encode(earlier), type=StreamMessage)
    assert read == StreamMessage(1, "s", b"{}")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(ours), type=EarlierMessage) == earlier


def test_the_log_line_of_a_batch_lists_its_ids_and_continues_on_more_lines() -> None:
    ids = [f"id-{n:03}" for n in range(45)]

    with capture_logs() as lines:
        log_dispatch(batch(*ids, None), 70, "monitoring-1", "batch-5-70")

    assert [each["contains"] for each in lines] == [ids[:20], ids[20:40], ids[40:]]
    assert [each["log_level"] for each in lines] == ["info", "debug", "debug"]
    assert {each["correlation_id"] for each in lines} == {"batch-5-70"}


@pytest.mark.parametrize("read_over", list(ReadOver))
async def test_the_id_of_a_request_or_meter_reaches_the_alert_event(
    fleet: Fleet, read_over: ReadOver
) -> None:
    device = uuid4()
    over_http, over_amqp = (body(device, 60 * hour, value=30) for hour in (0, 1))
    async with (
        fleet.balancer(read_over=read_over),
        fleet.replica(),
        await aio_pika.connect(fleet.broker.amqp_url) as connection,
    ):
        await fleet.register(device, LIMIT_UWH)
        channel = await connection.channel()
        alerts = await channel.declare_queue(exclusive=True)
        await alerts.bind(EVENTS_EXCHANGE, routing_key(OverconsumptionDetected))

        async def next_alert() -> Any:
            return await eventually(lambda: alerts.get(fail=False, no_ack=True))

        headers = fleet.issuer.headers(ADMIN, Role.ADMIN) | {"X-Request-Id": "my-request"}
        async with local_client(30) as client:
            url = f"{fleet.balancer_url}/api/readings"
            answer = await client.post(url, content=over_http, headers=headers)
        first = await next_alert()
        meters = await channel.get_exchange(READINGS_EXCHANGE)
        message = aio_pika.Message(over_amqp, correlation_id="my-meter")
        await meters.publish(message, reading_routing_key(str(device)))
        second = await next_alert()

    assert (answer.status_code, answer.headers["X-Request-Id"]) == (202, "my-request")
    assert (first.correlation_id, second.correlation_id) == ("my-request", "my-meter")
