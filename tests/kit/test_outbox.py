"""Events that name their taker wait for it, and hold nobody else up."""

from datetime import UTC, datetime
from uuid import UUID

from aio_pika import connect

from kilowatch.contracts.accounts import UserDeleted
from kilowatch.contracts.audit import Actor, AuditRecorded, Origin, Outcome
from kilowatch.contracts.events import decode, routing_key
from kilowatch.contracts.ids import UserId
from kilowatch.kit.background import background
from kilowatch.kit.database import connected
from kilowatch.kit.events import queue_name
from kilowatch.kit.outbox import OutboxRelay, emit
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.serving import eventually


async def test_an_act_from_before_its_collectors_first_start_waits_in_the_collectors_queue(
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
