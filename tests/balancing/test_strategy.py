"""The strategy: who may choose it, its persistence, and its effect on a real broker."""

import asyncio
import itertools
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import aio_pika
import msgspec
import pytest
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from kilowatch.contracts.readings import (
    HEARTBEATS_EXCHANGE,
    ReadingBatch,
    replica_queue,
    replica_queue_arguments,
)
from kilowatch.contracts.roles import Role
from kilowatch.kit.background import end_tasks
from kilowatch.local.calls import local_client
from tests.balancing.fleet import Fleet
from tests.balancing.reading_path import body
from tests.balancing.test_domain import heartbeat
from tests.harness.acts import hearing_acts
from tests.harness.serving import eventually
from tests.harness.tokens import add_account


class FakeReplicas:
    """Replicas played by the test: they beat, and keep what they are dispatched."""

    def __init__(self, channel: AbstractChannel) -> None:
        self._channel = channel
        self._beating: dict[str, asyncio.Task[None]] = {}
        self.minutes: dict[str, dict[str, list[int]]] = {}
        """Sources by device, for each replica."""

    async def join(self, name: str, backlog: int = 0) -> None:
        """Start to consume."""
        of_device: dict[str, list[int]] = defaultdict(list)
        self.minutes[name] = of_device
        queue = await self._channel.declare_queue(
            replica_queue(name), durable=True, arguments=replica_queue_arguments()
        )

        async def take(delivery: AbstractIncomingMessage) -> None:
            for each in msgspec.msgpack.decode(delivery.body, type=ReadingBatch).messages:
                of_device[each.sender or ""].append(each.source)
            await delivery.ack()

        await queue.consume(take)
        self._beating[name] = asyncio.create_task(self._beat(name, backlog))

    async def vanish(self, name: str) -> None:
        """Stop sending heartbeats."""
        await end_tasks(self._beating.pop(name))

    async def _beat(self, name: str, backlog: int) -> None:
        exchange = await self._channel.declare_exchange(
            HEARTBEATS_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
        )
        while True:
            state = heartbeat(name, unacknowledged=backlog)
            await exchange.publish(aio_pika.Message(msgspec.json.encode(state)), "")
            await asyncio.sleep(0.1)

    async def end(self) -> None:
        """Stop all of them."""
        await end_tasks(*self._beating.values())

    def taken(self) -> int:
        """Messages dispatched to all of them."""
        return sum(len(each) for one in self.minutes.values() for each in one.values())

    def rendezvous(self) -> dict[str, set[str]]:
        """Return the replicas that each device's messages went to."""
        rendezvous: dict[str, set[str]] = defaultdict(set)
        for name, of_device in self.minutes.items():
            for device, sources in of_device.items():
                if sources:
                    rendezvous[device].add(name)
        return rendezvous


@asynccontextmanager
async def fake_replicas(fleet: Fleet, *names: str) -> AsyncGenerator[FakeReplicas]:
    async with await aio_pika.connect(fleet.broker.amqp_url) as connection:
        playing = FakeReplicas(await connection.channel())
        for name in names:
            await playing.join(name)

        async def all_heard() -> bool:
            return set(await fleet.replicas()) == set(names)

        await eventually(all_heard)
        try:
            yield playing
        finally:
            await playing.end()


async def choose(fleet: Fleet, strategy: str) -> None:
    url = f"{fleet.balancer_url}/api/balancing/strategy"
    assert (await fleet.put(url, strategy=strategy)).status_code == 200


async def send(fleet: Fleet, devices: list[UUID], rounds: int) -> None:
    for minute in range(rounds):
        await asyncio.gather(*(fleet.publish(each, [body(each, minute)]) for each in devices))


async def test_by_device_only_devices_of_lost_replicas_move(fleet: Fleet) -> None:
    devices = [uuid4() for _ in range(30)]
    names = ("monitoring-1", "monitoring-2", "monitoring-3")
    async with fleet.balancer(), fake_replicas(fleet, *names) as replicas:
        await choose(fleet, "consistent_hash")

        await send(fleet, devices, 4)
        await eventually(lambda: replicas.taken() == 120)
        before = replicas.rendezvous()
        assert all(len(each) == 1 for each in before.values())
        assert len(before) == 30
        assert set(itertools.chain(*before.values())) == set(names)
        for of_device in replicas.minutes.values():
            assert all(sources == sorted(set(sources)) for sources in of_device.values())

        await replicas.vanish("monitoring-2")

        async def silent() -> bool:
            return (await fleet.replicas())["monitoring-2"] == "silent"

        await eventually(silent)
        for each in replicas.minutes.values():
            each.clear()
        await send(fleet, devices, 2)
        await eventually(lambda: replicas.taken() == 60)
        for device, rendezvous in replicas.rendezvous().items():
            stays = before[device] != {"monitoring-2"}
            assert "monitoring-2" not in rendezvous
            assert rendezvous == before[device] or not stays


async def test_round_robin_uses_every_replica_and_least_backlog_spares_busy_ones(
    fleet: Fleet,
) -> None:
    device = uuid4()
    async with fleet.balancer(), fake_replicas(fleet, "monitoring-1", "monitoring-2") as replicas:
        await replicas.join("monitoring-3", backlog=8)
        await eventually(lambda: in_roster(fleet, 3))

        for number in (1, 2, 3):  # a batch at least each
            await fleet.publish(device, [body(device, minute) for minute in range(20)])
            await eventually(lambda all_of=20 * number: replicas.taken() == all_of)
        assert all(replicas.minutes[name] for name in replicas.minutes)

        await choose(fleet, "least_backlog")
        for each in replicas.minutes.values():
            each.clear()
        for minute in range(10):
            await fleet.publish(device, [body(device, minute)])
            taken = minute + 1
            await eventually(lambda taken=taken: replicas.taken() == taken)
        assert not replicas.minutes["monitoring-3"]


async def in_roster(fleet: Fleet, count: int) -> bool:
    return len(await fleet.replicas()) == count


async def test_a_chosen_strategy_survives_a_restart_and_overrides_the_setting(fleet: Fleet) -> None:
    async with fleet.balancer(strategy="least_backlog") as url:
        by_setting = await fleet.get(f"{url}/api/balancing/strategy")
        assert (by_setting["strategy"], by_setting["chosen_by"]) == ("least_backlog", None)
        await choose(fleet, "consistent_hash")
        # The dispatcher may still be starting.
        await eventually(lambda: dispatches_by(fleet, url, "consistent_hash"))

    async with fleet.balancer(strategy="least_backlog") as url:
        await eventually(lambda: dispatches_by(fleet, url, "consistent_hash"))


async def dispatches_by(fleet: Fleet, url: str, strategy: str) -> bool:
    """Return true if the dispatcher applies the strategy."""
    return (await fleet.get(f"{url}/api/balancing/replicas"))["strategy"] == strategy


async def test_a_choice_made_at_one_balancer_is_visible_at_the_other_at_once(fleet: Fleet) -> None:
    async with (
        fleet.balancer() as active,
        fleet.balancer(name="balancing-2", stands_by=True) as standby,
    ):
        for strategy in ("least_backlog", "consistent_hash", "round_robin"):
            await fleet.put(f"{active}/api/balancing/strategy", strategy=strategy)

            read = await fleet.get(f"{standby}/api/balancing/strategy")
            assert read["strategy"] == strategy


async def test_an_unknown_strategy_is_rejected(fleet: Fleet) -> None:
    async with fleet.balancer() as url:
        answer = await fleet.put(f"{url}/api/balancing/strategy", strategy="alphabetical")

        assert answer.status_code == 422
        assert (await fleet.get(f"{url}/api/balancing/strategy"))["strategy"] == "round_robin"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/balancing/replicas"),
        ("GET", "/api/balancing/history"),
        ("GET", "/api/balancing/strategy"),
        ("PUT", "/api/balancing/strategy"),
    ],
)
async def test_only_administrators_see_and_change_the_strategy(
    fleet: Fleet, method: str, path: str
) -> None:
    client_id = uuid4()
    await add_account(fleet.balancing_url, client_id, Role.CLIENT)
    async with fleet.balancer() as url, local_client(30, url) as client:
        content = {"strategy": "consistent_hash"} if method == "PUT" else None
        headers = fleet.issuer.headers(client_id, Role.CLIENT)
        refused = await client.request(method, path, headers=headers, json=content)
        unknown = await client.request(method, path, json=content)

    assert (refused.status_code, unknown.status_code) == (403, 401)


async def test_history_and_lag_show_the_message_flow(fleet: Fleet) -> None:
    device = uuid4()
    async with fleet.balancer() as url:
        # No replica consumes: messages wait in the stream, and the lag shows it.
        await eventually(lambda: fleet.publish_one(device, 0))
        await fleet.publish(device, [body(device, minute) for minute in range(1, 50)])

        async def waits() -> bool:
            history = await fleet.get(f"{url}/api/balancing/history", step_s=1)
            return max((each or 0 for each in history["lag_messages"]), default=0) >= 40

        await eventually(waits)
        async with fleet.replica():
            minutes = itertools.count(50)

            async def drawn() -> bool:
                await fleet.publish(device, [body(device, next(minutes))])
                answer = await fleet.get(f"{url}/api/balancing/replicas")
                history = await fleet.get(f"{url}/api/balancing/history", step_s=1)
                columns = [each["readings_per_s"] for each in history["replicas"]]
                assert all(len(each) == len(history["at"]) for each in columns)
                flows = any(each or 0 for column in columns for each in column)
                return flows and (answer["readings_per_s"] or 0) > 0

            await eventually(drawn)

            async def caught_up() -> bool:
                answer = await fleet.get(f"{url}/api/balancing/replicas")
                return answer["lag_messages"] == 0 and answer["position"] >= 50

            await eventually(caught_up)


async def test_metrics_include_each_replica_and_the_lag(fleet: Fleet) -> None:
    async with fleet.balancer() as url, fleet.replica():

        async def shown() -> bool:
            async with local_client(30) as client:
                text = (await client.get(f"{url}/metrics")).text
            return (
                'kilowatch_replica_up{replica="monitoring-1"} 1.0' in text
                and 'kilowatch_replica_backlog_batches{replica="monitoring-1"}' in text
                and "kilowatch_stream_lag_messages 0.0" in text
                and "kilowatch_balancing_active 1.0" in text
            )

        await eventually(shown)


async def test_a_change_of_strategy_is_audited_with_the_previous_one(fleet: Fleet) -> None:
    async with fleet.balancer() as url:
        await fleet.put(f"{url}/api/balancing/strategy", strategy="least_backlog")
        async with hearing_acts(fleet.broker.amqp_url) as acts:
            await fleet.put(f"{url}/api/balancing/strategy", strategy="consistent_hash")
            await acts.hear("strategy.changed")
            while acts.heard[-1].after != {"strategy": "consistent_hash"}:
                acts.heard.clear()
                await acts.hear("strategy.changed")
            [act] = acts.heard

    assert act.before == {"strategy": "least_backlog"}
    assert act.actor.is_administrator
