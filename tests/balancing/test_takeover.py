"""Two balancers: one deals, the other takes over when that one dies or freezes."""

import signal

import pytest

from kilowatch.balancing.settings import BalancingSettings
from kilowatch.contracts.roles import Role
from kilowatch.local.calls import local_client
from tests.balancing.fleet import Fleet, Process
from tests.balancing.reading_path import ADMIN, body
from tests.harness.serving import eventually

FIRST, SECOND = "balancing", "balancing-standby"
FIRST_SETTINGS = {"batch_messages": 20, "lapses_after_s": 4}
SECOND_SETTINGS = {**FIRST_SETTINGS, "name": SECOND, "stands_by": True}
"""On a busy machine, the first is not declared dead at once."""


async def takes_over(fleet: Fleet, standby: Process) -> None:
    """Wait until the standby has dispatched its first batch."""
    await eventually(lambda: "reading batch" in standby.log())
    await eventually(lambda: says_who_deals(fleet, standby, SECOND))


async def says_who_deals(fleet: Fleet, asked: Process, name: str) -> bool:
    return await fleet.active(asked.url) == name


def test_a_dead_balancer_is_replaced_within_5_seconds() -> None:
    """Its lease lapses; it is polled five times in that time."""
    lapses_after_s = BalancingSettings.model_fields["lapses_after_s"].default

    assert lapses_after_s * 1.2 < 5 / 2, "half of it is for what comes then"


async def test_the_standby_takes_over_when_the_active_balancer_is_killed(fleet: Fleet) -> None:
    async with (
        fleet.process("balancing", **FIRST_SETTINGS) as first,
        fleet.process("balancing", **SECOND_SETTINGS) as second,
        fleet.replica(),
        fleet.replica(),
        fleet.talking_meter() as meter,
    ):
        await eventually(lambda: "reading batch" in first.log())
        await meter.say(300)
        await eventually(lambda: has_dispatched(fleet, second.url, 1))
        await eventually(lambda: says_who_deals(fleet, second, FIRST))
        before = await fleet.get(f"{second.url}/api/balancing/replicas")
        assert "reading batch" not in second.log()

        first.signal(signal.SIGKILL)
        await takes_over(fleet, second)
        await meter.say(300)
        sent = await meter.end()

        await fleet.nothing_is_lost_or_doubled(sent)
        after = await fleet.get(f"{second.url}/api/balancing/replicas")
        dispatched = sum(each["dispatched_messages"] for each in before["items"])
        assert sum(each["dispatched_messages"] for each in after["items"]) > dispatched > 0
        history = await fleet.get(f"{second.url}/api/balancing/history", step_s=1)
        assert set(history["active"]) == {FIRST, SECOND}


async def test_a_frozen_balancer_that_was_replaced_stops_dispatching_when_it_wakes(
    fleet: Fleet,
) -> None:
    async with (
        fleet.process("balancing", **FIRST_SETTINGS) as first,
        fleet.process("balancing", **SECOND_SETTINGS) as second,
        fleet.replica(),
        fleet.replica(),
        fleet.talking_meter() as meter,
    ):
        await eventually(lambda: "reading batch" in first.log())
        await meter.say(300)

        first.signal(signal.SIGSTOP)
        await takes_over(fleet, second)
        await meter.say(200)
        before_waking = len(first.log())
        first.signal(signal.SIGCONT)
        await eventually(lambda: "balancing.stands_by" in first.log()[before_waking:])
        await meter.say(300)
        sent = await meter.end()

        await fleet.nothing_is_lost_or_doubled(sent)
        # What it had in progress when it froze may still be published, without effect.
        _, _, standing_by = first.log()[before_waking:].partition("balancing.stands_by")
        assert "reading batch" not in standing_by
        await eventually(lambda: says_who_deals(fleet, first, SECOND))


async def test_dispatching_twice_changes_nothing(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both deal the whole stream at once, as if no lease held either back."""
    monkeypatch.setattr("kilowatch.balancing.leader_tasks.DISPATCHER_LEASE", "dispatcher-one")
    async with fleet.balancer() as one, fleet.replica(), fleet.replica():
        monkeypatch.setattr("kilowatch.balancing.leader_tasks.DISPATCHER_LEASE", "dispatcher-two")
        async with fleet.balancer(name=SECOND) as two, fleet.talking_meter() as meter:
            await meter.say(600)
            sent = await meter.end()

            for url in (one, two):
                await eventually(lambda url=url: has_dispatched(fleet, url, sent), within_s=60)
            await fleet.nothing_is_lost_or_doubled(sent)


async def has_dispatched(fleet: Fleet, url: str, messages: int) -> bool:
    answer = await fleet.get(f"{url}/api/balancing/replicas")
    return sum(each["dispatched_messages"] for each in answer["items"]) >= messages


async def test_a_balancer_that_shuts_down_hands_over_at_once(fleet: Fleet) -> None:
    async with (
        fleet.process("balancing", **FIRST_SETTINGS) as first,
        fleet.process("balancing", **SECOND_SETTINGS) as second,
        fleet.replica(),
        fleet.talking_meter() as meter,
    ):
        await eventually(lambda: "reading batch" in first.log())

        await first.stop()
        await takes_over(fleet, second)
        sent = await meter.end()

        await fleet.nothing_is_lost_or_doubled(sent)


async def test_the_standby_accepts_requests_readings_and_settings(fleet: Fleet) -> None:
    async with (
        fleet.balancer() as active,
        fleet.balancer(name=SECOND, stands_by=True) as standby,
        fleet.replica(),
        fleet.talking_meter() as meter,
    ):
        await meter.say(100)
        sent = await meter.end()
        await fleet.nothing_is_lost_or_doubled(sent)

        async def told_the_same() -> bool:
            answers = [
                await fleet.get(f"{url}/api/balancing/replicas") for url in (active, standby)
            ]
            told = [
                (each["active"], [one["dispatched_messages"] for one in each["items"]])
                for each in answers
            ]
            return told[0] == told[1] == (FIRST, [sent])

        await eventually(told_the_same)
        assert (await fleet.get(f"{standby}/api/balancing/replicas"))["answered_by"] == SECOND

        async with local_client(30) as client:
            posted = await client.post(
                f"{standby}/api/readings",
                headers=fleet.issuer.headers(ADMIN, Role.ADMIN),
                content=body(meter.device, sent),
            )
        assert (posted.status_code, posted.json()["accepted"]) == (202, 1)
        await eventually(lambda: fleet.count(f"SELECT (count(*) = {sent + 1})::int FROM reading"))

        chosen = await fleet.put(f"{standby}/api/balancing/strategy", strategy="least_backlog")
        assert chosen.json()["chosen_by"] == str(ADMIN)

        async def follows() -> bool:
            answer = await fleet.get(f"{active}/api/balancing/replicas")
            return answer["strategy"] == "least_backlog"

        await eventually(follows)


async def test_the_standby_reports_that_no_balancer_was_active_yet(fleet: Fleet) -> None:
    async with fleet.balancer(name=SECOND, stands_by=True) as standby:
        answer = await fleet.get(f"{standby}/api/balancing/replicas")

        assert (answer["active"], answer["as_of"], answer["items"]) == (None, None, [])
        history = await fleet.get(f"{standby}/api/balancing/history")
        assert (history["at"], history["replicas"]) == ([], [])
