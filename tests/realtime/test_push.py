"""Notifications reach their recipients once each, in order, whatever breaks meanwhile."""

import asyncio
from contextlib import AsyncExitStack
from uuid import uuid4

import msgspec
import pytest
from structlog.testing import capture_logs

from kilowatch.contracts.overconsumption import OverconsumptionDetected, OverconsumptionRetracted
from kilowatch.contracts.socket import Alert, Authenticate, CloseCode, Gap, Ready
from kilowatch.local.calls import local_client
from kilowatch.realtime import domain, routes, service
from kilowatch.realtime.listener import APPLICATION_NAME
from tests.harness.serving import eventually
from tests.realtime.env import FIRST_HOUR, RealtimeEnv, open_socket, overconsumption


async def test_an_alert_reaches_only_its_owner(env: RealtimeEnv) -> None:
    owner_id, other_id = await env.person(), await env.person()
    async with (
        env.process() as url,
        env.browser(url, owner_id) as owner,
        env.browser(url, other_id) as other,
    ):
        await env.publish(overconsumption(owner_id, device_name="Theirs"))
        await env.publish(overconsumption(other_id, device_name="Others"))
        [told] = await owner.hear_alerts(1)
        [others] = await other.hear_alerts(1)

    assert (told.alert.device_name, others.alert.device_name) == ("Theirs", "Others")
    assert (told.alert.hour, told.alert.time_zone) == (FIRST_HOUR, "Europe/Bucharest")
    assert (told.alert.energy_kwh, told.alert.limit_kwh) == (2.5, 2.0)


async def test_an_alert_has_the_id_of_its_event_and_its_push_is_logged_with_it(
    env: RealtimeEnv,
) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id) as browser:
        with capture_logs() as lines:
            await env.publish(overconsumption(user_id, hour=0), correlation_id="ours")
            [alert] = await browser.hear_alerts(1)
            await env.publish(overconsumption(user_id, hour=1))
            [unknown] = await browser.hear_alerts(2)
            [pushed, _] = await eventually(
                lambda: [each for each in lines if each["event"] == "notification.pushed"][:2]
            )
        async with env.browser(url, user_id, after=0) as again:
            [replayed, _] = await again.hear_alerts(1, 2)

    assert alert.correlation_id == replayed.correlation_id == "ours"
    assert unknown.correlation_id is msgspec.UNSET
    assert (pushed["correlation_id"], pushed["number"], pushed["sockets"]) == ("ours", 1, 1)


async def test_a_repeated_event_is_pushed_once(env: RealtimeEnv) -> None:
    user_id = await env.person()
    twice = overconsumption(user_id, hour=0)
    async with env.process() as url, env.browser(url, user_id) as browser:
        await env.publish(twice)
        await env.publish(twice)
        await env.publish(overconsumption(user_id, hour=1))
        first, second = await browser.hear_alerts(1, 2)

    assert first.alert.hour < second.alert.hour


async def test_history_is_not_pushed(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id) as browser:
        await env.publish(overconsumption(user_id, hour=0, live=False))
        await env.publish(overconsumption(None, hour=1))
        await env.publish(overconsumption(user_id, hour=2))
        [told] = await browser.hear_alerts(1)

    assert told.alert.hour.hour == FIRST_HOUR.hour + 2
    assert await env.stored(user_id) == 1


async def test_a_retraction_is_pushed_after_the_alert_it_retracts(env: RealtimeEnv) -> None:
    user_id = await env.person()
    in_order, reordered = overconsumption(user_id, hour=0), overconsumption(user_id, hour=1)
    async with env.process() as url, env.browser(url, user_id) as browser:
        for event in (in_order, _retracted(in_order), _retracted(reordered), reordered):
            await env.publish(event)
        await env.publish(overconsumption(user_id, hour=2))
        alerts = await browser.hear_alerts(1, 2, 3, 4)

    assert [(each.alert.hour.hour - FIRST_HOUR.hour, each.alert.state) for each in alerts] == [
        (0, "raised"),
        (0, "retracted"),
        (1, "retracted"),
        (2, "raised"),
    ]


async def test_a_late_retraction_reaches_notified_users_silently(env: RealtimeEnv) -> None:
    user_id = await env.person()
    told, never_told = (
        overconsumption(user_id, hour=0),
        overconsumption(user_id, hour=1, live=False),
    )
    async with env.process() as url, env.browser(url, user_id) as browser:
        await env.publish(told)
        await env.publish(never_told)
        for event in (told, never_told):
            await env.publish(_retracted(msgspec.structs.replace(event, live=False)))
        await env.publish(overconsumption(user_id, hour=2))
        alerts = await browser.hear_alerts(1, 2, 3)

    assert [
        (each.alert.hour.hour - FIRST_HOUR.hour, each.alert.state, each.alert.silent)
        for each in alerts
    ] == [(0, "raised", False), (0, "retracted", True), (2, "raised", False)]


async def test_every_process_pushes_to_its_own_browsers(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with (
        env.process() as one,
        env.process() as two,
        env.browser(one, user_id) as first,
        env.browser(two, user_id) as second,
        env.browser(two, user_id) as third,
    ):
        for hour in range(20):
            await env.publish(overconsumption(user_id, hour=hour))

        for browser in (first, second, third):
            await browser.hear_alerts(*range(1, 21))


async def test_a_browser_gets_missed_notifications_before_new_ones(env: RealtimeEnv) -> None:
    user_id = await env.person()
    await env.tell(*(overconsumption(user_id, hour=hour) for hour in range(130)))
    async with env.process() as url:
        async with env.browser(url, user_id, after=5) as browser:
            await env.tell(overconsumption(user_id, hour=130))
            await browser.hear_alerts(*range(6, 132))
        async with env.browser(url, user_id) as browser:
            await env.tell(overconsumption(user_id, hour=131))
            await browser.hear_alerts(132)


async def test_a_browser_too_far_behind_is_informed_of_the_gap(
    env: RealtimeEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(domain, "REPLAY_LIMIT", 3)
    user_id = await env.person()
    await env.tell(*(overconsumption(user_id, hour=hour) for hour in range(5)))
    async with env.process() as url:
        for unknowable in (1, 6):
            async with env.browser(url, user_id, after=unknowable) as browser:
                assert (await browser.hear(Gap)).last_number == 5
        async with env.browser(url, user_id, after=1) as browser:
            await browser.hear(Gap)
            await env.tell(overconsumption(user_id, hour=5))
            await browser.hear_alerts(6)


async def test_old_notifications_are_deleted(env: RealtimeEnv) -> None:
    user_id = await env.person()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "KEPT", 10)
        await env.tell(*(overconsumption(user_id, hour=hour) for hour in range(25)))

    assert await env.stored(user_id) == 10


async def test_numbers_have_no_gaps_despite_concurrent_writers(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, AsyncExitStack() as browsers:
        writers = [
            asyncio.create_task(
                env.tell(*(overconsumption(user_id, hour=60 * each + n) for n in range(60)))
            )
            for each in range(3)
        ]
        joined = [
            await browsers.enter_async_context(env.browser(url, user_id, after=0)) for _ in range(6)
        ]
        readers = [asyncio.create_task(each.hear_alerts(*range(1, 181))) for each in joined]
        await asyncio.gather(*writers, *readers)


async def test_losing_the_database_loses_no_push(env: RealtimeEnv) -> None:
    user_id = await env.person()
    async with env.process() as url, env.browser(url, user_id) as browser:
        await env.tell(overconsumption(user_id, hour=0))
        await browser.hear_alerts(1)
        async with env.database() as database:
            for number in (2, 3, 4):
                await eventually(lambda: database.fetchval(LISTENERS, APPLICATION_NAME))
                ended = await database.fetchval(END_ALL_OTHERS)
                await env.tell(overconsumption(user_id, hour=number))
                assert ended >= 1
                await browser.hear_alerts(number)
        await env.publish(overconsumption(user_id, hour=5))
        await browser.hear_alerts(5)


async def test_a_slow_reader_delays_nobody_and_reconnects_for_the_rest(
    env: RealtimeEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "CLOSE_WITHIN_S", 60)
    user_id = await env.person()
    bulky = "x" * 100_000
    count = 200
    async with (
        env.process() as url,
        env.browser(url, user_id, reads_ahead=False) as slow,
        env.browser(url, user_id) as quick,
    ):
        reading = asyncio.create_task(quick.hear_alerts(*range(1, count + 1)))
        await env.tell(
            *(overconsumption(user_id, hour=hour, device_name=bulky) for hour in range(count))
        )
        await reading

        seen = [each.number for each in await slow.rest() if isinstance(each, Alert)]
        code, reason = await slow.close_code()
        assert seen == list(range(1, len(seen) + 1))
        assert code == CloseCode.TOO_SLOW
        assert "last number" in reason
        async with open_socket(url) as returned:
            await returned.say(Authenticate(token=env.token(user_id), after=len(seen)))
            await returned.hear(Ready)
            await returned.hear_alerts(*range(len(seen) + 1, count + 1))


async def test_a_reader_that_reads_nothing_is_disconnected(
    env: RealtimeEnv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "CLOSE_WITHIN_S", 60)
    user_id = await env.person()
    bulky = "x" * 100_000
    await env.tell(*(overconsumption(user_id, hour=hour, device_name=bulky) for hour in range(150)))
    async with (
        env.process(send_within_s=0.5) as url,
        env.browser(url, user_id, after=0, reads_ahead=False) as stalled,
        env.browser(url, user_id) as quick,
    ):
        await env.tell(overconsumption(user_id, hour=150))
        await quick.hear_alerts(151)
        await eventually(lambda: _counts_sockets(url, 1))
        assert (await stalled.close_code())[0] == CloseCode.TOO_SLOW


async def _counts_sockets(url: str, count: int) -> bool:
    async with local_client(30, url) as client:
        return f"kilowatch_realtime_sockets {count:.1f}\n" in (await client.get("/metrics")).text


LISTENERS = """SELECT count(*) FROM pg_stat_activity
               WHERE datname = current_database() AND application_name = $1"""

END_ALL_OTHERS = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                      AND usename = current_user"""


def _retracted(event: OverconsumptionDetected) -> OverconsumptionRetracted:
    fields = msgspec.structs.asdict(event) | {"event_id": uuid4(), "version": event.version + 1}
    return msgspec.convert(fields, OverconsumptionRetracted)
