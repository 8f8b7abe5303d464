"""Rejections of the HTTP intake are reported to operators in totals."""

import asyncio
from typing import Any
from uuid import uuid4

import aio_pika
import asyncpg
import httpx
import pytest

from kilowatch.balancing.rejections import MOST_APART, IntakeRejections
from kilowatch.contracts import events
from kilowatch.contracts.events import EVENTS_EXCHANGE
from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.intake import ReadingsRejected
from kilowatch.kit.database import Pool, connect
from tests.balancing.test_senders import SendersEnv, env, reading
from tests.conftest import MakeDatabase
from tests.harness.serving import eventually

__all__ = ["env"]


async def told(pool: Pool) -> list[ReadingsRejected]:
    rows = await pool.fetch("SELECT routing_key, body FROM outbox ORDER BY id")
    found = [events.decode(row["routing_key"], row["body"].encode()) for row in rows]
    assert all(isinstance(each, ReadingsRejected) for each in found)
    return found  # pyright: ignore[reportReturnType]


async def test_a_flood_of_rejections_is_summarized_in_few_events(
    make_database: MakeDatabase,
) -> None:
    pool = await connect(await make_database("balancing"), application="test")
    rejections = IntakeRejections(pool, 5)
    one = DeviceId(uuid4())
    for _ in range(5_000):
        rejections.note(one, "malformed_readings", "Not JSON.", b"{" * 9_999)
    for _ in range(1_000):
        rejections.note(DeviceId(uuid4()), "wrong_secret", "Not known.", b"")

    await rejections.flush()
    await rejections.flush()

    found = await told(pool)
    assert len(found) == MOST_APART + 1
    assert sum(each.count for each in found) == 6_000
    assert (found[0].sender, found[0].count, len(found[0].body)) == (one, 5_000, 1_000)
    assert [each.count for each in found if each.sender is None] == [1_000 - MOST_APART + 1]
    await pool.close()


async def test_rejections_that_could_not_be_published_are_published_later(
    make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = await connect(await make_database("balancing"), application="test")
    rejections = IntakeRejections(pool, 5)

    async def away(*_: object) -> None:
        rejections.note(None, "no_readings", "Nothing.", b"")
        raise asyncpg.CannotConnectNowError("starting up")

    rejections.note(None, "no_readings", "Nothing.", b"")
    with monkeypatch.context() as patched:
        patched.setattr("kilowatch.balancing.rejections.emit_all", away)
        await rejections.flush()
    await rejections.flush()

    assert [each.count for each in await told(pool)] == [2]
    await pool.close()


@pytest.mark.parametrize("body", [b"", b"  \n", b"[]", b" [ ] "])
async def test_a_request_without_readings_is_rejected(env: SendersEnv, body: bytes) -> None:
    device, secret = await env.access.new_device()

    answer = await env.client.post("/api/readings", content=body, auth=(str(device), secret))

    assert (answer.status_code, answer.json()["code"]) == (422, "no_readings")
    assert "no reading" in answer.json()["detail"]


async def status_of_unread(url: httpx.URL, length: int) -> int:
    """Return the response to a request that declares so many bytes."""
    reader, writer = await asyncio.open_connection(url.host, url.port)
    head = f"POST /api/readings HTTP/1.1\r\nHost: test\r\nContent-Length: {length}\r\n\r\n"
    writer.write(head.encode())
    line = await reader.readline()
    writer.close()
    return int(line.split()[1])


async def test_every_rejection_over_http_is_published(env: SendersEnv) -> None:
    device, secret = await env.access.new_device()
    heard: list[ReadingsRejected] = []

    async def record(message: Any) -> None:
        event = events.decode(message.routing_key, message.body)
        assert isinstance(event, ReadingsRejected)
        heard.append(event)

    connection = await aio_pika.connect(env.access.broker.amqp_url)
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("heard", durable=True)
        exchange = await channel.declare_exchange(EVENTS_EXCHANGE, "topic", durable=True)
        await queue.bind(exchange, events.routing_key(ReadingsRejected))
        await queue.consume(record, no_ack=True)

        async def post(content: bytes, password: str = secret) -> httpx.Response:
            return await env.client.post(
                "/api/readings", content=content, auth=(str(device), password)
            )

        foreign = [reading(device), reading(uuid4())]
        statuses = [
            (await post(b"")).status_code,
            (await post(b"{nonsense")).status_code,
            (await env.send(foreign, device, secret)).status_code,
            (await env.send([reading(), 7, 8], device, secret)).status_code,
            (await post(b"[]", "wrong")).status_code,
            (await post(b"[" + b"0," * 1_000_001 + b"0]")).status_code,
            await status_of_unread(env.client.base_url, 99_000_000),
        ]
        assert statuses == [422, 422, 403, 202, 401, 413, 413]
        await eventually(lambda: len(heard) == len(statuses))

    # The sender of an unread request is unknown.
    assert [each.reason for each in heard if each.sender is None] == ["request_too_large"]
    of_device = [each for each in heard if each.sender == device]
    assert {each.reason: each.count for each in of_device} == {
        "no_readings": 1,
        "malformed_readings": 1,
        "foreign_device": 1,
        "malformed_reading": 2,
        "wrong_secret": 1,
        "request_too_large": 1,
    }
    assert all(secret not in each.body and "wrong" not in each.body for each in heard)
