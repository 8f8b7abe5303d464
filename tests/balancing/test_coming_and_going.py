"""Replicas lease their names, join and leave while readings flow, and leave nothing behind."""

import asyncio
import signal
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import aio_pika
import msgspec
from pydantic import SecretStr
from structlog.testing import capture_logs

from kilowatch.contracts.readings import (
    ReadingBatch,
    StreamMessage,
    replica_queue,
    replica_queue_arguments,
)
from tests.balancing.fleet import Fleet
from tests.balancing.reading_path import body
from tests.harness.serving import eventually, free_port

UNHURRIED = {"leave_within_s": 60}
"""The wait for a drain marker, however long that takes."""


def names(count: int) -> set[str]:
    return {f"monitoring-{n}" for n in range(1, count + 1)}


async def all_active(fleet: Fleet, count: int) -> bool:
    return await fleet.replicas() == dict.fromkeys(names(count), "active")


async def test_scaling_from_three_to_five_to_two_loses_doubles_and_redelivers_nothing(
    fleet: Fleet,
) -> None:
    with capture_logs() as said:
        async with fleet.balancer(), AsyncExitStack() as staying:
            for _ in range(2):
                await staying.enter_async_context(fleet.replica(**UNHURRIED))
            async with AsyncExitStack() as leaving:
                await leaving.enter_async_context(fleet.replica(**UNHURRIED))
                await eventually(lambda: all_active(fleet, 3))
                meter = await staying.enter_async_context(fleet.talking_meter())
                await meter.say(200)
                for _ in range(2):
                    await leaving.enter_async_context(fleet.replica(**UNHURRIED))
                await eventually(lambda: all_active(fleet, 5))
                await meter.say(400)
                answer = await fleet.get(f"{fleet.balancer_url}/api/balancing/replicas")
                assert all(each["dispatched_messages"] > 0 for each in answer["items"])
            await eventually(lambda: all_active(fleet, 2))
            await meter.say(200)
            sent = await meter.end()

            async with fleet.replica(**UNHURRIED):
                await fleet.nothing_is_lost_or_doubled(sent)
            assert await fleet.queues() == names(2)

    events = [each["event"] for each in said]
    assert events.count("replica.left") >= 3
    assert {"replica.recovered", "replica.silent", "replica.no_drain_marker"}.isdisjoint(events)


async def test_a_replica_takes_the_lowest_free_name_and_frees_it_when_it_leaves(
    fleet: Fleet,
) -> None:
    async with fleet.balancer(), fleet.replica():
        await eventually(lambda: all_active(fleet, 1))
        async with (
            fleet.replica(**UNHURRIED),
            fleet.replica(replica="monitoring-7", **UNHURRIED),
        ):
            wanted = {"monitoring-1", "monitoring-2", "monitoring-7"}

            async def all_three() -> bool:
                return set(await fleet.replicas()) == wanted

            await eventually(all_three)
        await eventually(lambda: all_active(fleet, 1))
        async with fleet.replica():
            await eventually(lambda: all_active(fleet, 2))


async def test_a_replica_whose_name_is_taken_uses_the_next(fleet: Fleet) -> None:
    async with (
        fleet.balancer(),
        fleet.replica(replica="monitoring-1", name_lapses_after_s=2),
        fleet.replica(replica="monitoring-1", name_lapses_after_s=2),
    ):
        await eventually(lambda: all_active(fleet, 2))


async def test_the_queue_of_a_killed_replica_is_redispatched_and_deleted_when_its_lease_lapses(
    fleet: Fleet,
) -> None:
    async with (
        fleet.balancer(forgotten_after_s=1.0),
        fleet.replica(),
        fleet.process("monitoring") as doomed,
        fleet.talking_meter() as meter,
    ):
        await eventually(lambda: all_active(fleet, 2))
        await meter.say(200)

        doomed.signal(signal.SIGKILL)

        await eventually(lambda: all_active(fleet, 1))
        await eventually(lambda: queues_are(fleet, names(1)))
        sent = await meter.end()
        await fleet.nothing_is_lost_or_doubled(sent)


async def test_a_frozen_replica_that_was_forgotten_joins_again(fleet: Fleet) -> None:
    async with (
        fleet.balancer(forgotten_after_s=1.0),
        fleet.replica(),
        fleet.process("monitoring") as sleeper,
        fleet.talking_meter() as meter,
    ):
        await eventually(lambda: all_active(fleet, 2))
        await meter.say(100)

        sleeper.signal(signal.SIGSTOP)
        await eventually(lambda: all_active(fleet, 1))
        sleeper.signal(signal.SIGCONT)

        await eventually(lambda: all_active(fleet, 2))
        await meter.say(200)
        sent = await meter.end()
        await fleet.nothing_is_lost_or_doubled(sent)


async def test_a_replica_that_cannot_be_disconnected_keeps_its_queue(fleet: Fleet) -> None:
    nobody = SecretStr(f"http://127.0.0.1:{free_port()}")
    with capture_logs() as said:
        async with (
            fleet.balancer(forgotten_after_s=0.5, management_url=nobody),
            fleet.replica(),
            fleet.process("monitoring") as sleeper,
            fleet.talking_meter() as meter,
        ):
            await eventually(lambda: all_active(fleet, 2))
            await meter.say(100)

            sleeper.signal(signal.SIGSTOP)
            await eventually(lambda: tried_often(said))
            assert await fleet.queues() == names(2)
            sleeper.signal(signal.SIGCONT)

            await eventually(lambda: all_active(fleet, 2))
            sent = await meter.end()
            await fleet.nothing_is_lost_or_doubled(sent)


def tried_often(said: Sequence[Mapping[str, Any]]) -> bool:
    """Return true once the frozen one would have been forgotten several times over."""
    return [each["event"] for each in said].count("replica.not_cut_off") > 10


async def queues_are(fleet: Fleet, expected: set[str]) -> bool:
    return await fleet.queues() == expected


async def test_the_queue_of_an_unknown_replica_is_redispatched_and_deleted(fleet: Fleet) -> None:
    async with fleet.balancer(), fleet.replica(), fleet.talking_meter() as meter:
        await eventually(lambda: all_active(fleet, 1))
        sent = await meter.end()
        late = [StreamMessage(7, str(meter.device), body(meter.device, sent))]
        batch = ReadingBatch(7, meter_time(), late)
        async with await aio_pika.connect(fleet.broker.amqp_url) as connection:
            channel = await connection.channel()
            queue = await channel.declare_queue(
                replica_queue("monitoring-9"), durable=True, arguments=replica_queue_arguments()
            )
            message = aio_pika.Message(msgspec.msgpack.encode(batch))
            await channel.default_exchange.publish(message, queue.name)

        await eventually(lambda: queues_are(fleet, names(1)))
        await eventually(lambda: fleet.count(f"SELECT (count(*) = {sent + 1})::int FROM reading"))


def meter_time() -> datetime:
    return datetime.now(UTC)


async def test_a_replica_leaves_quickly_without_a_balancer(fleet: Fleet) -> None:
    async with AsyncExitStack() as running:
        await running.enter_async_context(fleet.replica(leave_within_s=0.5))

        async with asyncio.timeout(30):
            await running.aclose()


async def test_a_replica_whose_queue_was_deleted_consumes_again(fleet: Fleet) -> None:
    async with fleet.balancer(), fleet.replica(), fleet.talking_meter() as meter:
        await eventually(lambda: all_active(fleet, 1))
        await meter.say(100)
        async with await aio_pika.connect(fleet.broker.amqp_url) as connection:
            channel = await connection.channel()
            await eventually(lambda: idle(channel))
            await channel.queue_delete(replica_queue("monitoring-1"))
        before = await fleet.count("SELECT count(*) FROM reading")

        await eventually(lambda: more_than(fleet, before + 100))


async def idle(channel: aio_pika.abc.AbstractChannel) -> bool:
    queue = await channel.declare_queue(replica_queue("monitoring-1"), durable=True, passive=True)
    return queue.declaration_result.message_count == 0


async def more_than(fleet: Fleet, count: int) -> bool:
    return await fleet.count("SELECT count(*) FROM reading") > count
