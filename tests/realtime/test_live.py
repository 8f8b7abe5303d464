"""Live readings of the devices on screen: the latest, once a second, only of one's own."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import aio_pika
import msgspec
from aio_pika.exceptions import DeliveryError

from kilowatch.contracts.devices import DeviceChanged, DeviceDeleted, DeviceRegistered, DeviceState
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.live import LIVE_EXCHANGE, LiveReading
from kilowatch.contracts.roles import Role
from kilowatch.contracts.socket import (
    Alert,
    Authenticate,
    CloseCode,
    Live,
    Ping,
    Pong,
    Ready,
    Watch,
    Watching,
)
from kilowatch.contracts.units import microwatthours
from tests.harness.acts import hearing_acts
from tests.harness.serving import eventually
from tests.realtime.env import BrowserSocket, RealtimeEnv, open_socket, overconsumption

START = datetime(2026, 3, 1, 18, tzinfo=UTC)


class Replicas:
    """The monitoring replicas, as far as `realtime` sees them."""

    def __init__(self, channel: aio_pika.abc.AbstractChannel) -> None:
        self._channel = channel

    async def tell(self, readings: Iterable[LiveReading]) -> None:
        """Publish once a process listens."""
        body = msgspec.msgpack.encode(list(readings))
        exchange = await self._channel.declare_exchange(
            LIVE_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
        )

        async def heard() -> bool:
            with suppress(DeliveryError):
                await exchange.publish(aio_pika.Message(body), "", mandatory=True)
                return True
            return False

        await eventually(heard)


@asynccontextmanager
async def replicas(env: RealtimeEnv) -> AsyncGenerator[Replicas]:
    async with await aio_pika.connect(env.amqp_url) as connection:
        yield Replicas(await connection.channel(publisher_confirms=True, on_return_raises=True))


def reading(
    device_id: DeviceId,
    minute: int = 0,
    kwh: float = 0.5,
    source: int = 0,
    correlation_id: str | None = None,
) -> LiveReading:
    at = START + timedelta(minutes=minute)
    source = source or minute
    return LiveReading(device_id, at, microwatthours(kwh), 900, source, correlation_id)


async def device_of(env: RealtimeEnv, owner_id: UserId | None) -> DeviceId:
    device_id = DeviceId(uuid4())
    await env.publish(state(device_id, 1, owner_id))
    return device_id


def state(device_id: DeviceId, version: int, owner_id: UserId | None) -> DeviceState:
    kind = DeviceRegistered if version == 1 else DeviceChanged
    return kind(
        device_id=device_id,
        version=version,
        name="Heat pump",
        owner_id=owner_id,
        owned_since=None,
        limit_uwh_per_hour=None,
        reporting_interval_s=900,
        time_zone="UTC",
    )


async def watch(browser: BrowserSocket, *device_ids: DeviceId, sees: Iterable[DeviceId]) -> None:
    """Watch devices until those in ``sees`` are visible, and no other."""
    await browser.say(Watch(device_ids=list(device_ids)))
    expected = sorted(sees)
    async with asyncio.timeout(30):
        while (await browser.hear(Watching)).device_ids != expected:
            pass


async def test_an_owner_sees_only_their_own_devices_live(env: RealtimeEnv) -> None:
    owner_id, other_id = await env.person(), await env.person()
    async with (
        env.process() as url,
        env.browser(url, owner_id) as owner,
        env.browser(url, other_id) as other,
        replicas(env) as monitoring,
    ):
        device_id = await device_of(env, owner_id)
        others = await device_of(env, other_id)
        unknown = DeviceId(uuid4())
        await watch(owner, device_id, others, unknown, sees=[device_id])
        await watch(other, device_id, others, unknown, sees=[others])

        await monitoring.tell(
            [reading(device_id, kwh=0.25), reading(others, correlation_id="ours"), reading(unknown)]
        )
        mine = await owner.hear(Live)
        theirs = await other.hear(Live)

    [value] = mine.readings
    assert (value.device_id, value.measured_at) == (device_id, START)
    assert (value.energy_kwh, value.interval_s, value.power_kw) == (0.25, 900, 1.0)
    assert value.correlation_id is msgspec.UNSET
    assert theirs.readings[0].correlation_id == "ours"
    assert [each.device_id for each in theirs.readings] == [others]


async def test_an_administrator_sees_every_existing_device(env: RealtimeEnv) -> None:
    admin_id, owner_id = await env.person(Role.ADMIN), await env.person()
    async with env.process() as url, open_socket(url) as browser:
        await browser.say(Authenticate(token=env.token(admin_id, role=Role.ADMIN)))
        await browser.hear(Ready)
        owned, free = await device_of(env, owner_id), await device_of(env, None)

        await watch(browser, owned, free, DeviceId(uuid4()), sees=[owned, free])


async def test_a_device_is_sent_at_most_once_a_second_with_its_latest_value(
    env: RealtimeEnv,
) -> None:
    user_id = await env.person()
    async with (
        env.process() as url,
        env.browser(url, user_id) as browser,
        replicas(env) as monitoring,
    ):
        device_id = await device_of(env, user_id)
        await watch(browser, device_id, sees=[device_id])
        heard: list[tuple[float, datetime]] = []

        async def tell() -> None:
            for minute in range(250):
                await monitoring.tell([reading(device_id, minute)])
                await asyncio.sleep(0.01)

        telling = asyncio.create_task(tell())
        newest = START + timedelta(minutes=249)
        while not heard or heard[-1][1] < newest:
            [value] = (await browser.hear(Live)).readings
            heard.append((time.monotonic(), value.measured_at))
        await telling

    assert len(heard) >= 3
    # One may be received late and the next in time: what counts is the total.
    assert heard[-1][0] - heard[0][0] > len(heard) - 2
    assert [at for _, at in heard] == sorted({at for _, at in heard})


async def test_a_value_older_than_the_last_one_is_not_sent(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with (
        env.process() as url,
        env.browser(url, user_id) as browser,
        replicas(env) as monitoring,
    ):
        device_id = await device_of(env, user_id)
        await watch(browser, device_id, sees=[device_id])

        await monitoring.tell([reading(device_id, 30, source=7)])
        await browser.hear(Live)
        await monitoring.tell([reading(device_id, 15, source=8)])
        await monitoring.tell([reading(device_id, 30, source=6)])
        await monitoring.tell([reading(device_id, 30, kwh=2, source=9)])
        [corrected] = (await browser.hear(Live)).readings

    assert (corrected.measured_at.minute, corrected.energy_kwh) == (30, 2)


async def test_live_values_start_and_end_with_ownership(env: RealtimeEnv) -> None:
    first_id, second_id = await env.person(), await env.person()
    async with (
        env.process() as url,
        env.browser(url, first_id) as first,
        env.browser(url, second_id) as second,
        replicas(env) as monitoring,
    ):
        device_id = await device_of(env, first_id)
        await watch(first, device_id, sees=[device_id])
        await watch(second, device_id, sees=[])

        await env.publish(state(device_id, 2, second_id))
        assert (await first.hear(Watching)).device_ids == []
        assert (await second.hear(Watching)).device_ids == [device_id]
        await monitoring.tell([reading(device_id)])
        await second.hear(Live)

        gone = DeviceDeleted(device_id=device_id, version=3)
        await env.publish(gone)
        assert (await second.hear(Watching)).device_ids == []
        await monitoring.tell([reading(device_id, 15)])
        for browser in (first, second):
            await browser.say(Ping())
            await browser.hear(Pong)


async def test_a_late_event_does_not_restore_a_former_owner(env: RealtimeEnv) -> None:
    first_id, second_id = await env.person(), await env.person()
    async with env.process() as url, env.browser(url, first_id) as first:
        device_id = DeviceId(uuid4())
        await env.publish(state(device_id, 2, second_id))
        await env.publish(state(device_id, 1, first_id))
        mark = await device_of(env, first_id)

        await watch(first, device_id, mark, sees=[mark])


async def test_watching_other_devices_replaces_the_previous_ones(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with (
        env.process() as url,
        env.browser(url, user_id) as browser,
        replicas(env) as monitoring,
    ):
        first, second = await device_of(env, user_id), await device_of(env, user_id)
        await watch(browser, first, sees=[first])
        await watch(browser, second, sees=[second])
        await monitoring.tell([reading(first), reading(second)])
        assert [each.device_id for each in (await browser.hear(Live)).readings] == [second]

        await watch(browser, sees=[])
        await monitoring.tell([reading(second, 15)])
        await browser.say(Ping())
        await browser.hear(Pong)


async def test_watching_too_many_devices_is_rejected(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id) as browser:
        await browser.say_text(
            msgspec.json.encode({"type": "watch", "device_ids": ["x"] * 101}).decode()
        )

        code, _ = await browser.close_code()

    assert code == CloseCode.MALFORMED


async def test_a_slow_reader_of_live_values_delays_nobody_and_stays_connected(
    env: RealtimeEnv,
) -> None:
    user_id = await env.person()
    async with (
        env.process() as url,
        env.browser(url, user_id) as slow,
        env.browser(url, user_id) as quick,
        replicas(env) as monitoring,
    ):
        device_ids = [await device_of(env, user_id) for _ in range(20)]
        await watch(slow, *device_ids, sees=device_ids)
        await watch(quick, *device_ids, sees=device_ids)

        begun_s = time.monotonic()

        async def tell() -> None:
            for minute in range(300):
                await monitoring.tell(reading(each, minute) for each in device_ids)
                await asyncio.sleep(0.01)

        telling = asyncio.create_task(tell())
        for _ in range(3):
            assert len((await quick.hear(Live)).readings) == 20
        await telling
        # The slow one begins to read: what it gets last is the latest, and the values in
        # between were never kept for it.
        heard = await slow.hear(Live)
        count = 1
        while heard.readings[0].measured_at < START + timedelta(minutes=299):
            heard = await slow.hear(Live)
            count += 1
        assert count <= time.monotonic() - begun_s + 2


async def test_live_values_do_not_displace_notifications(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with (
        env.process() as url,
        env.browser(url, user_id) as browser,
        replicas(env) as monitoring,
    ):
        device_id = await device_of(env, user_id)
        await watch(browser, device_id, sees=[device_id])
        for hour in range(40):
            await env.publish(overconsumption(user_id, hour=hour))
            await monitoring.tell([reading(device_id, hour)])

        numbers: list[int] = []
        while len(numbers) < 40:
            message = await browser.hear_any()
            if isinstance(message, Alert):
                numbers.append(message.number)

    assert numbers == list(range(1, 41))


async def test_two_processes_number_alerts_alike_and_serve_their_own_browsers(
    env: RealtimeEnv,
) -> None:
    user_id = await env.person()
    async with (
        env.process() as one,
        env.process() as two,
        env.browser(one, user_id) as first,
        env.browser(two, user_id) as second,
        replicas(env) as monitoring,
    ):
        device_id = await device_of(env, user_id)
        for browser in (first, second):
            await watch(browser, device_id, sees=[device_id])

        await asyncio.gather(
            *(env.publish(overconsumption(user_id, hour=hour)) for hour in range(60))
        )
        alerts = [await browser.hear_alerts(*range(1, 61)) for browser in (first, second)]
        assert [each.alert.hour for each in alerts[0]] == [each.alert.hour for each in alerts[1]]

        await monitoring.tell([reading(device_id)])
        for browser in (first, second):
            [value] = (await browser.hear(Live)).readings
            assert value.device_id == device_id

    # A browser of one process that comes back to the other misses nothing.
    async with env.process() as url, env.browser(url, user_id, after=50) as browser:
        await browser.hear_alerts(*range(51, 61))


async def test_losing_the_broker_or_the_database_keeps_live_views_open(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id) as browser:
        device_id = await device_of(env, user_id)
        await watch(browser, device_id, sees=[device_id])
        async with env.database() as database:
            await database.execute(
                """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()"""
            )
            await database.execute(
                "UPDATE device SET owner_id = NULL WHERE device_id = $1", device_id
            )

        assert (await browser.hear(Watching)).device_ids == []


async def test_watching_a_clients_device_as_administrator_records_a_look(env: RealtimeEnv) -> None:
    admin_id, owner_id = await env.person(Role.ADMIN), await env.person()
    async with (
        hearing_acts(env.amqp_url) as acts,
        env.process() as url,
        open_socket(url) as browser,
    ):
        device_id = await device_of(env, owner_id)
        await browser.say(Authenticate(token=env.token(admin_id, role=Role.ADMIN)))
        await browser.hear(Ready)
        await watch(browser, device_id, sees=[device_id])
        [look] = await acts.hear("look.consumption")

    assert (look.actor.user_id, look.client_id) == (admin_id, owner_id)
