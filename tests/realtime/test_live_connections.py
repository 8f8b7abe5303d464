"""Live readings over slow, separate and lost connections."""

import asyncio
import time
from datetime import timedelta

from kilowatch.contracts.socket import (
    Alert,
    Live,
    Watching,
)
from tests.realtime.env import RealtimeEnv, overconsumption
from tests.realtime.live_replicas import START, device_of, reading, replicas, watch


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
