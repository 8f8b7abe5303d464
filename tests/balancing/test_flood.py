"""A flooding sender and a hundred quiet ones, through a real stream: order and bounds, no clock."""

import asyncio
from collections import Counter
from typing import Any
from uuid import uuid4

import aio_pika
import msgspec
import pytest
from aio_pika.abc import AbstractIncomingMessage
from pydantic import SecretStr

from kilowatch.balancing.batch_publisher import BatchPublisher
from kilowatch.balancing.domain import ReplicaPool
from kilowatch.balancing.quotas import Quota, QuotaMeter
from kilowatch.balancing.settings import BalancingSettings, ReadOver
from kilowatch.balancing.stream_dispatcher import StreamDispatcher
from kilowatch.balancing.topology import declare_readings
from kilowatch.contracts.readings import (
    ReadingBatch,
    ReplicaHeartbeat,
    replica_queue,
    replica_queue_arguments,
)
from kilowatch.kit.background import end_tasks
from kilowatch.kit.database import connect
from tests.balancing.reading_path import Path
from tests.balancing.test_domain import heartbeat
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.harness.tokens import TokenIssuer

FLOOD = 6_000
QUIET = 100
TURN = 16
STREAM_BYTES = 1_000_000_000
NO_QUOTA = Quota(messages_per_minute=10**9, readings_per_minute=10**9, waiting_messages=10**9)

_batch = msgspec.msgpack.Decoder(ReadingBatch)


class Replica:
    """Takes what it is dispatched, in the order in which it lies in its queue."""

    def __init__(self, replica_pool: ReplicaPool) -> None:
        self._replica_pool = replica_pool
        self.senders: list[str | None] = []
        self.sources: list[int] = []

    async def run(self, broker: Broker) -> None:
        """Consume batches and send heartbeats, until cancelled."""
        async with await aio_pika.connect(broker.amqp_url) as connection:
            channel = await connection.channel()
            await channel.set_qos(prefetch_count=1)
            queue = await channel.declare_queue(
                replica_queue("monitoring-1"), durable=True, arguments=replica_queue_arguments()
            )
            await queue.consume(self._take)
            alive: ReplicaHeartbeat = heartbeat("monitoring-1")
            while True:
                state_s = asyncio.get_running_loop().time()
                self._replica_pool.record(alive, state_s)
                state = self._replica_pool.replicas["monitoring-1"]
                before = state.dispatched_since_poll
                found = await channel.declare_queue(queue.name, durable=True, passive=True)
                state.waiting_batches = found.declaration_result.message_count or 0
                state.dispatched_since_poll -= before
                await asyncio.sleep(0.02)

    async def _take(self, delivery: AbstractIncomingMessage) -> None:
        batch = _batch.decode(delivery.body)
        self.senders += [each.sender for each in batch.messages]
        self.sources += [each.source for each in batch.messages]
        await delivery.ack()


@pytest.mark.parametrize("read_over", list(ReadOver))
async def test_quiet_senders_overtake_a_flood_and_all_of_it_arrives(
    broker: Broker, issuer: TokenIssuer, make_database: MakeDatabase, read_over: ReadOver
) -> None:
    async with await aio_pika.connect(broker.amqp_url) as connection:
        await declare_readings(await connection.channel(), STREAM_BYTES)
    path = Path(broker, issuer, "")
    loud, quiet = uuid4(), [uuid4() for _ in range(QUIET)]
    # More than fits in memory: most of it is deferred and read again.
    await path.publish(loud, [b"x" * 500] * FLOOD)
    await asyncio.gather(*(path.publish(each, [b"{}"]) for each in quiet))
    settings: dict[str, Any] = {
        "amqp_url": SecretStr(broker.amqp_url),
        "stream_url": SecretStr(broker.stream_url),
        "management_url": SecretStr(broker.management_url),
        "database_url": SecretStr(await make_database("balancing")),
        "internal_token": SecretStr("internal"),
        "jwks_url": issuer.jwks_url,
    }
    chosen = BalancingSettings(
        **settings,
        read_over=read_over,
        stream_max_bytes=STREAM_BYTES,
        batch_messages=200,
        bulk_batch_messages=100,
        turn_messages=TURN,
        read_ahead_bytes=1_048_576,
    )
    pool = await connect(chosen.database_url.get_secret_value(), application="test", max_size=2)
    replica_pool = ReplicaPool(1e9, chosen.backlog_batches, chosen.bulk_backlog_batches)
    replica = Replica(replica_pool)
    dispatcher = StreamDispatcher(
        chosen,
        BatchPublisher(replica_pool, lambda: True),
        pool,
        lambda: True,
        QuotaMeter(NO_QUOTA),
    )
    everything = FLOOD + QUIET
    working = [asyncio.create_task(dispatcher.run())]
    try:
        # Nothing is consumed before all of it is read, so that no clock decides the order.
        await eventually(lambda: dispatcher.queue.following >= everything, within_s=120)
        working.append(asyncio.create_task(replica.run(broker)))
        await eventually(lambda: len(set(replica.sources)) == everything, within_s=120)
        await eventually(lambda: dispatcher.position > FLOOD, within_s=60)
    finally:
        await end_tasks(*working)
        await pool.close()

    assert Counter(replica.senders) == {str(loud): FLOOD, **{str(each): 1 for each in quiet}}
    last = max(at for at, sender in enumerate(replica.senders) if sender != str(loud))
    # A turn of it, and what bulk batches may have gone before: in order it would be all of it.
    assert last < TURN + QUIET + 3 * chosen.bulk_batch_messages
    assert dispatcher.queue.waiting() == {}
