"""Work for one request, event or batch is logged and passed on under one id."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest
from aio_pika import ExchangeType, connect
from fastapi import FastAPI

from kilowatch.contracts.accounts import UserDeleted
from kilowatch.contracts.events import EVENTS_EXCHANGE, routing_key
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.sessions import SessionEnded
from kilowatch.kit.audit_middleware import AuditMiddleware
from kilowatch.kit.background import background
from kilowatch.kit.correlation import add_correlation_id, correlated, correlation_id, usable_id
from kilowatch.kit.database import Connection, Pool, connected, correlate
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.kit.messaging.outbox import OutboxRelay, emit, emit_all, emit_new
from kilowatch.kit.messaging.queues import declare_event_queues
from kilowatch.kit.requests import forwarded_headers
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.serving import eventually

INSERT_AS_A_FUNCTION = "INSERT INTO outbox (event_id, routing_key, body) VALUES ($1, 'a.b.v1', '')"


@pytest.fixture
async def pool(make_database: MakeDatabase) -> AsyncGenerator[Pool]:
    async with connected(await make_database("devices"), application="test") as pool:
        yield pool


def deleted() -> UserDeleted:
    return UserDeleted(user_id=UserId(uuid4()), version=1)


@pytest.mark.parametrize("given", ["a", "A-1", "0" * 64, b"from-amqp"])
def test_a_valid_id_from_outside_is_used(given: object) -> None:
    assert usable_id(given) == (given.decode() if isinstance(given, bytes) else given)


@pytest.mark.parametrize(
    "given", [None, "", "-", "0" * 65, "a b", "a\nb", "a=b", "ș", b"\xff", 7, ["a"]]
)
def test_an_id_that_is_invalid_or_could_forge_log_lines_is_ignored(given: object) -> None:
    assert usable_id(given) is None


def test_a_log_line_has_the_current_id_unless_it_sets_another() -> None:
    with correlated("outer"):
        with correlated("inner"):
            inner = add_correlation_id(None, "", {})
        outer = add_correlation_id(None, "", {})
        named = add_correlation_id(None, "", {"correlation_id": "named"})

    assert (inner, outer) == ({"correlation_id": "inner"}, {"correlation_id": "outer"})
    assert named == {"correlation_id": "named"}
    assert add_correlation_id(None, "", {}) == {}


async def test_a_request_uses_its_id_or_a_new_one_and_forwards_it() -> None:
    app = FastAPI()
    app.add_middleware(AuditMiddleware, service="test")

    @app.get("/")
    async def show() -> list[str | None]:  # pyright: ignore[reportUnusedFunction]
        return [correlation_id(), forwarded_headers()["X-Request-Id"]]

    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        given = await client.get("/", headers={"X-Request-Id": "my-request"})
        forged = await client.get("/", headers={"X-Request-Id": "a b"})

    assert given.json() == ["my-request"] * 2
    assert given.headers["X-Request-Id"] == "my-request"
    assert forged.json() == [forged.headers["X-Request-Id"]] * 2
    assert usable_id(forged.headers["X-Request-Id"])


async def test_events_carry_the_current_id_even_when_written_by_sql_functions(pool: Pool) -> None:
    async with pool.acquire() as connection:
        with correlated("ours"):
            async with connection.transaction():
                await emit(connection, deleted())
                await emit_new(connection, [deleted()])
                await emit_all(connection, [deleted()])
                await correlate(connection)
                await connection.execute(INSERT_AS_A_FUNCTION, uuid4())
        # The same connection, in the next transaction and without an id.
        async with connection.transaction():
            await correlate(connection)
            await connection.execute(INSERT_AS_A_FUNCTION, uuid4())
            await emit(connection, deleted())
    rows = await pool.fetch("SELECT correlation_id FROM outbox ORDER BY id")

    assert [row["correlation_id"] for row in rows] == ["ours"] * 4 + [None] * 2


async def test_an_event_passes_its_id_through_the_broker_to_events_of_its_handler(
    pool: Pool, broker: Broker
) -> None:
    event = SessionEnded(
        session_id=uuid4(), user_id=UserId(uuid4()), tokens_expire_at=datetime.now(UTC)
    )

    async def handle(connection: Connection, _: SessionEnded) -> None:
        await emit(connection, deleted())
        await connection.execute(INSERT_AS_A_FUNCTION, uuid4())

    consumer = EventConsumer(pool, broker.amqp_url, "test", {SessionEnded: handle})
    relay = OutboxRelay(pool, broker.amqp_url, "devices")
    async with await connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange(EVENTS_EXCHANGE, ExchangeType.TOPIC, durable=True)
        emitted = await channel.declare_queue(exclusive=True)
        for key in (routing_key(UserDeleted), "a.b.v1"):
            await emitted.bind(exchange, key)
        await declare_event_queues(channel, "test", [SessionEnded])
        with correlated("ours"):
            await emit(pool, event)
        async with background(consumer.run(), relay.run()):
            came = [
                await eventually(lambda: emitted.get(fail=False, no_ack=True)) for _ in range(2)
            ]

    assert [each.correlation_id for each in came] == ["ours"] * 2


async def test_a_failing_event_keeps_its_id_in_log_lines_and_dead_letters(
    pool: Pool, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kilowatch.kit.messaging.consumers.MAX_ATTEMPTS", 1)
    lines: list[dict[str, object]] = []

    async def fail(_connection: Connection, _event: UserDeleted) -> None:
        lines.append(dict(add_correlation_id(None, "", {})))
        raise RuntimeError("no")

    consumer = EventConsumer(pool, broker.amqp_url, "test", {UserDeleted: fail})
    async with await connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        await declare_event_queues(channel, "test", [UserDeleted])
        dead = await channel.get_queue("events.test.dead")
        with correlated("ours"):
            await emit(pool, deleted())
        async with background(consumer.run(), OutboxRelay(pool, broker.amqp_url, "test").run()):
            letter = await eventually(lambda: dead.get(fail=False, no_ack=True))

    assert letter.correlation_id == "ours"
    assert lines == [{"correlation_id": "ours"}]
