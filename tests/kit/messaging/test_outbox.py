"""The relay publishes the outbox oldest first, each event once, and waits for named consumers."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from aio_pika import DeliveryMode, ExchangeType, connect
from aio_pika.abc import AbstractIncomingMessage

from kilowatch.contracts.accounts import UserDeleted
from kilowatch.contracts.audit import Actor, AuditRecorded, Origin, Outcome
from kilowatch.contracts.events import EVENTS_EXCHANGE, decode, routing_key
from kilowatch.contracts.ids import UserId
from kilowatch.kit.background import background
from kilowatch.kit.database import Pool, connected
from kilowatch.kit.messaging import outbox
from kilowatch.kit.messaging.outbox import OutboxRelay, emit, emit_all, emit_new
from kilowatch.kit.messaging.queues import queue_name
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.serving import eventually

LISTENS = """SELECT EXISTS (SELECT FROM pg_stat_activity
                            WHERE datname = current_database() AND query LIKE 'LISTEN%')"""


async def test_acts_wait_in_the_collectors_queue_before_its_first_start(
    make_database: MakeDatabase, broker: Broker
) -> None:
    act = AuditRecorded(
        occurred_at=datetime(2026, 1, 1, tzinfo=UTC),
        service="devices",
        action="device.created",
        outcome=Outcome.DONE,
        actor=Actor(kind="operator"),
        origin=Origin(),
    )
    async with connected(await make_database("devices"), application="test") as pool:
        async with pool.acquire() as connection, connection.transaction():
            await emit(connection, act)
            await emit(connection, UserDeleted(user_id=UserId(UUID(int=1)), version=1))
        async with background(OutboxRelay(pool, broker.amqp_url, "devices").run()):
            await eventually(lambda: pool.fetchval("SELECT count(*) = 0 FROM outbox"))

    async with await connect(broker.amqp_url) as connection:
        queue = await (await connection.channel()).get_queue(queue_name("users"))
        message = await queue.get(no_ack=True)
        assert message is not None
        assert decode(routing_key(AuditRecorded), message.body) == act


@pytest.fixture
async def pool(make_database: MakeDatabase) -> AsyncGenerator[Pool]:
    async with connected(await make_database("devices"), application="test") as pool:
        yield pool


def deleted(number: int) -> UserDeleted:
    return UserDeleted(user_id=UserId(UUID(int=number)), version=number)


async def test_events_are_published_in_order_persistent_and_with_their_ids(
    pool: Pool, broker: Broker
) -> None:
    told = [deleted(n) for n in range(1, 6)]
    async with await connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange(EVENTS_EXCHANGE, ExchangeType.TOPIC, durable=True)
        queue = await channel.declare_queue("taker", durable=True)
        await queue.bind(exchange, routing_key(UserDeleted))
        async with pool.acquire() as db, db.transaction():
            for event in told:
                await emit(db, event)
        async with background(OutboxRelay(pool, broker.amqp_url, "devices").run()):
            came: list[AbstractIncomingMessage] = [
                await eventually(lambda: queue.get(fail=False, no_ack=True)) for _ in told
            ]
            await eventually(lambda: pool.fetchval("SELECT count(*) = 0 FROM outbox"))

    assert [each.message_id for each in came] == [str(each.event_id) for each in told]
    assert [decode(routing_key(UserDeleted), each.body) for each in came] == told
    assert {each.delivery_mode for each in came} == {DeliveryMode.PERSISTENT}


async def test_a_rolled_back_event_is_never_published(pool: Pool) -> None:
    async with pool.acquire() as db:
        change = db.transaction()
        await change.start()
        await emit(db, deleted(1))
        await change.rollback()

    assert await pool.fetchval("SELECT count(*) FROM outbox") == 0


async def stored(pool: Pool) -> list[str]:
    """Return the event ids in the outbox, oldest first."""
    rows = await pool.fetch("SELECT event_id FROM outbox ORDER BY id")
    return [str(row["event_id"]) for row in rows]


async def test_many_events_are_emitted_together_in_order(pool: Pool) -> None:
    emitted = [deleted(n) for n in range(1, 6)]
    async with pool.acquire() as db, db.transaction():
        await emit_all(db, emitted)

    assert await stored(pool) == [str(each.event_id) for each in emitted]


async def test_an_event_waiting_in_the_outbox_is_not_emitted_again(pool: Pool) -> None:
    first, second = deleted(1), deleted(2)
    async with pool.acquire() as db, db.transaction():
        await emit(db, first)
        await emit_new(db, [first, second])

    assert await stored(pool) == [str(first.event_id), str(second.event_id)]


async def test_the_relay_publishes_events_emitted_while_it_runs(
    pool: Pool, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "POLL_S", 3600)  # so that the notification wakes it
    relay = OutboxRelay(pool, broker.amqp_url, "devices")
    async with background(relay.run()):
        await eventually(lambda: relay.sessions.connected)
        await eventually(lambda: pool.fetchval(LISTENS))
        for number in (1, 2):
            await emit(pool, deleted(number))
            await eventually(lambda: pool.fetchval("SELECT count(*) = 0 FROM outbox"))


async def test_the_relay_publishes_in_batches_until_the_outbox_is_empty(
    pool: Pool, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "BATCH", 2)
    monkeypatch.setattr(outbox, "POLL_S", 3600)
    async with pool.acquire() as db, db.transaction():
        await emit_all(db, [deleted(n) for n in range(1, 6)])

    async with background(OutboxRelay(pool, broker.amqp_url, "devices").run()):
        await eventually(lambda: pool.fetchval("SELECT count(*) = 0 FROM outbox"))
