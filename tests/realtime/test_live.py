"""Live readings of the devices on screen: the latest, once a second, only of one's own."""

import asyncio
import time
from datetime import datetime, timedelta
from uuid import uuid4

import msgspec

from kilowatch.contracts.devices import DeviceDeleted
from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.roles import Role
from kilowatch.contracts.socket import (
    Authenticate,
    CloseCode,
    Live,
    Ping,
    Pong,
    Ready,
    Watching,
)
from tests.harness.acts import hearing_acts
from tests.realtime.env import RealtimeEnv, open_socket
from tests.realtime.live_replicas import START, device_of, reading, replicas, state, watch


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
