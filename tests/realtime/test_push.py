"""What reaches whom: once each, in order, whatever breaks meanwhile."""

import asyncio
from contextlib import AsyncExitStack
from uuid import uuid4

import msgspec
import pytest

from kilowatch.contracts.overconsumption import OverconsumptionDetected, OverconsumptionRetracted
from kilowatch.contracts.socket import Alert, Authenticate, CloseCode, Gap, Ready
from kilowatch.local.calls import local_client
from kilowatch.realtime import domain, routes, service
from kilowatch.realtime.listener import APPLICATION_NAME
from tests.harness.serving import eventually
from tests.realtime.stage import FIRST_HOUR, Stage, open_socket, overconsumption


async def test_an_alert_reaches_its_owner_and_nobody_else(stage: Stage) -> None:
    owner_id, other_id = await stage.person(), await stage.person()
    async with (
        stage.process() as url,
        stage.browser(url, owner_id) as owner,
        stage.browser(url, other_id) as other,
    ):
        await stage.publish(overconsumption(owner_id, device_name="Theirs"))
        await stage.publish(overconsumption(other_id, device_name="Others"))
        [told] = await owner.hear_alerts(1)
        [others] = await other.hear_alerts(1)

    assert (told.alert.device_name, others.alert.device_name) == ("Theirs", "Others")
    assert (told.alert.hour, told.alert.time_zone) == (FIRST_HOUR, "Europe/Bucharest")
    assert (told.alert.energy_kwh, told.alert.limit_kwh) == (2.5, 2.0)


async def test_an_event_that_comes_twice_is_pushed_once(stage: Stage) -> None:
    user_id = await stage.person()
    twice = overconsumption(user_id, hour=0)
    async with stage.process() as url, stage.browser(url, user_id) as browser:
        await stage.publish(twice)
        await stage.publish(twice)
        await stage.publish(overconsumption(user_id, hour=1))
        first, second = await browser.hear_alerts(1, 2)

    assert first.alert.hour < second.alert.hour


async def test_history_is_not_pushed(stage: Stage) -> None:
    user_id = await stage.person()
    async with stage.process() as url, stage.browser(url, user_id) as browser:
        await stage.publish(overconsumption(user_id, hour=0, live=False))
        await stage.publish(overconsumption(None, hour=1))
        await stage.publish(overconsumption(user_id, hour=2))
        [told] = await browser.hear_alerts(1)

    assert told.alert.hour.hour == FIRST_HOUR.hour + 2
    assert await stage.stored(user_id) == 1


async def test_a_retraction_is_told_and_never_overtaken_by_what_it_retracts(stage: Stage) -> None:
    user_id = await stage.person()
    in_order, reordered = overconsumption(user_id, hour=0), overconsumption(user_id, hour=1)
    async with stage.process() as url, stage.browser(url, user_id) as browser:
        for event in (in_order, _retracted(in_order), _retracted(reordered), reordered):
            await stage.publish(event)
        await stage.publish(overconsumption(user_id, hour=2))
        alerts = await browser.hear_alerts(1, 2, 3, 4)

    assert [(each.alert.hour.hour - FIRST_HOUR.hour, each.alert.state) for each in alerts] == [
        (0, "raised"),
        (0, "retracted"),
        (1, "retracted"),
        (2, "raised"),
    ]


async def test_a_late_retraction_reaches_whoever_was_told_and_does_not_interrupt(
    stage: Stage,
) -> None:
    user_id = await stage.person()
    told, never_told = (
        overconsumption(user_id, hour=0),
        overconsumption(user_id, hour=1, live=False),
    )
    async with stage.process() as url, stage.browser(url, user_id) as browser:
        await stage.publish(told)
        await stage.publish(never_told)
        for event in (told, never_told):
            await stage.publish(_retracted(msgspec.structs.replace(event, live=False)))
        await stage.publish(overconsumption(user_id, hour=2))
        alerts = await browser.hear_alerts(1, 2, 3)

    assert [
        (each.alert.hour.hour - FIRST_HOUR.hour, each.alert.state, each.alert.silent)
        for each in alerts
    ] == [(0, "raised", False), (0, "retracted", True), (2, "raised", False)]


async def test_every_process_pushes_to_its_own_browsers(stage: Stage) -> None:
    user_id = await stage.person()
    async with (
        stage.process() as one,
        stage.process() as two,
        stage.browser(one, user_id) as first,
        stage.browser(two, user_id) as second,
        stage.browser(two, user_id) as third,
    ):
        for hour in range(20):
            await stage.publish(overconsumption(user_id, hour=hour))

        for browser in (first, second, third):
            await browser.hear_alerts(*range(1, 21))


async def test_a_browser_gets_what_it_missed_and_then_what_is_new(stage: Stage) -> None:
    user_id = await stage.person()
    await stage.tell(*(overconsumption(user_id, hour=hour) for hour in range(130)))
    async with stage.process() as url:
        async with stage.browser(url, user_id, after=5) as browser:
            await stage.tell(overconsumption(user_id, hour=130))
            await browser.hear_alerts(*range(6, 132))
        async with stage.browser(url, user_id) as browser:
            await stage.tell(overconsumption(user_id, hour=131))
            await browser.hear_alerts(132)


async def test_a_browser_too_far_behind_is_told_of_the_gap(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(domain, "REPLAY_LIMIT", 3)
    user_id = await stage.person()
    await stage.tell(*(overconsumption(user_id, hour=hour) for hour in range(5)))
    async with stage.process() as url:
        for unknowable in (1, 6):
            async with stage.browser(url, user_id, after=unknowable) as browser:
                assert (await browser.hear(Gap)).last_number == 5
        async with stage.browser(url, user_id, after=1) as browser:
            await browser.hear(Gap)
            await stage.tell(overconsumption(user_id, hour=5))
            await browser.hear_alerts(6)


async def test_old_notifications_are_cleared_away(stage: Stage) -> None:
    user_id = await stage.person()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "KEPT", 10)
        await stage.tell(*(overconsumption(user_id, hour=hour) for hour in range(25)))

    assert await stage.stored(user_id) == 10


async def test_numbers_have_no_holes_though_writers_compete(stage: Stage) -> None:
    user_id = await stage.person()
    async with stage.process() as url, AsyncExitStack() as browsers:
        writers = [
            asyncio.create_task(
                stage.tell(*(overconsumption(user_id, hour=60 * each + n) for n in range(60)))
            )
            for each in range(3)
        ]
        joined = [
            await browsers.enter_async_context(stage.browser(url, user_id, after=0))
            for _ in range(6)
        ]
        readers = [asyncio.create_task(each.hear_alerts(*range(1, 181))) for each in joined]
        await asyncio.gather(*writers, *readers)


async def test_losing_the_database_loses_no_push(stage: Stage) -> None:
    user_id = await stage.person()
    async with stage.process() as url, stage.browser(url, user_id) as browser:
        await stage.tell(overconsumption(user_id, hour=0))
        await browser.hear_alerts(1)
        async with stage.database() as database:
            for number in (2, 3, 4):
                await eventually(lambda: database.fetchval(LISTENERS, APPLICATION_NAME))
                ended = await database.fetchval(END_ALL_OTHERS)
                await stage.tell(overconsumption(user_id, hour=number))
                assert ended >= 1
                await browser.hear_alerts(number)
        await stage.publish(overconsumption(user_id, hour=5))
        await browser.hear_alerts(5)


async def test_a_slow_reader_delays_nobody_and_returns_for_the_rest(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "CLOSE_WITHIN_S", 60)
    user_id = await stage.person()
    bulky = "x" * 100_000
    count = 200
    async with (
        stage.process() as url,
        stage.browser(url, user_id, reads_ahead=False) as slow,
        stage.browser(url, user_id) as quick,
    ):
        reading = asyncio.create_task(quick.hear_alerts(*range(1, count + 1)))
        await stage.tell(
            *(overconsumption(user_id, hour=hour, device_name=bulky) for hour in range(count))
        )
        await reading

        seen = [each.number for each in await slow.rest() if isinstance(each, Alert)]
        code, reason = await slow.close_code()
        assert seen == list(range(1, len(seen) + 1))
        assert code == CloseCode.TOO_SLOW
        assert "last number" in reason
        async with open_socket(url) as returned:
            await returned.say(Authenticate(token=stage.token(user_id), after=len(seen)))
            await returned.hear(Ready)
            await returned.hear_alerts(*range(len(seen) + 1, count + 1))


async def test_a_reader_that_reads_nothing_is_let_go(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "CLOSE_WITHIN_S", 60)
    user_id = await stage.person()
    bulky = "x" * 100_000
    await stage.tell(
        *(overconsumption(user_id, hour=hour, device_name=bulky) for hour in range(150))
    )
    async with (
        stage.process(send_within_s=0.5) as url,
        stage.browser(url, user_id, after=0, reads_ahead=False) as stalled,
        stage.browser(url, user_id) as quick,
    ):
        await stage.tell(overconsumption(user_id, hour=150))
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
