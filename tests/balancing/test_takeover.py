"""Two balancers: one deals, the other takes over when that one dies or freezes."""

import signal
import time

import httpx
import pytest

from kilowatch.contracts.roles import Role
from tests.balancing.fleet import Fleet, Process
from tests.balancing.test_path import ADMIN, body
from tests.harness.serving import eventually

FIRST, SECOND = "balancing", "balancing-standby"
SECOND_SETTINGS = {"name": SECOND, "stands_by": True, "batch_messages": 20}


async def within_5_s_deals(fleet: Fleet, standby: Process) -> float:
    """How long it took until the standby dealt its first batch."""
    begun_s = time.monotonic()
    await eventually(lambda: "reading batch" in standby.log(), within_s=5)
    took_s = time.monotonic() - begun_s
    assert await fleet.active(standby.url) == SECOND
    return took_s


async def test_when_the_active_one_is_killed_the_other_deals_within_5_seconds(
    fleet: Fleet,
) -> None:
    async with (
        fleet.process("balancing", batch_messages=20) as first,
        fleet.process("balancing", **SECOND_SETTINGS) as second,
        fleet.replica(),
        fleet.replica(),
        fleet.talking_meter() as meter,
    ):
        await eventually(lambda: "reading batch" in first.log())
        await meter.say(300)
        before = await fleet.get(f"{second.url}/api/balancing/replicas")
        assert before["active"] == FIRST
        assert "reading batch" not in second.log()

        first.signal(signal.SIGKILL)
        await within_5_s_deals(fleet, second)
        await meter.say(300)
        sent = await meter.end()

        await fleet.nothing_is_lost_or_doubled(sent)
        after = await fleet.get(f"{second.url}/api/balancing/replicas")
        dealt = sum(each["dealt_messages"] for each in before["items"])
        assert sum(each["dealt_messages"] for each in after["items"]) > dealt > 0
        history = await fleet.get(f"{second.url}/api/balancing/history", step_s=1)
        assert set(history["active"]) == {FIRST, SECOND}


async def test_a_frozen_one_that_wakes_notices_that_it_was_replaced_and_deals_no_more(
    fleet: Fleet,
) -> None:
    async with (
        fleet.process("balancing", batch_messages=20) as first,
        fleet.process("balancing", **SECOND_SETTINGS) as second,
        fleet.replica(),
        fleet.replica(),
        fleet.talking_meter() as meter,
    ):
        await eventually(lambda: "reading batch" in first.log())
        await meter.say(300)

        first.signal(signal.SIGSTOP)
        await within_5_s_deals(fleet, second)
        await meter.say(200)
        before_waking = len(first.log())
        first.signal(signal.SIGCONT)
        await eventually(lambda: "balancing.stands_by" in first.log()[before_waking:])
        await meter.say(300)
        sent = await meter.end()

        await fleet.nothing_is_lost_or_doubled(sent)
        # What it had in hand when it froze may still go out, to no effect; then it is over.
        _, _, standing_by = first.log()[before_waking:].partition("balancing.stands_by")
        assert "reading batch" not in standing_by
        assert await fleet.active(first.url) == SECOND


async def test_what_a_woken_one_dealt_again_would_change_nothing(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both deal the whole stream at once, as if no lease held either back."""
    monkeypatch.setattr("kilowatch.balancing.duty.DEALER_LEASE", "dealer-one")
    async with fleet.balancer() as one, fleet.replica(), fleet.replica():
        monkeypatch.setattr("kilowatch.balancing.duty.DEALER_LEASE", "dealer-two")
        async with fleet.balancer(name=SECOND) as two, fleet.talking_meter() as meter:
            await meter.say(600)
            sent = await meter.end()

            await fleet.nothing_is_lost_or_doubled(sent)
            for url in (one, two):
                answer = await fleet.get(f"{url}/api/balancing/replicas")
                assert sum(each["dealt_messages"] for each in answer["items"]) >= sent


async def test_one_that_ends_in_good_order_hands_over_at_once(fleet: Fleet) -> None:
    async with (
        fleet.process("balancing", batch_messages=20) as first,
        fleet.process("balancing", **SECOND_SETTINGS) as second,
        fleet.replica(),
        fleet.talking_meter() as meter,
    ):
        await eventually(lambda: "reading batch" in first.log())

        await first.stop()
        await within_5_s_deals(fleet, second)
        sent = await meter.end()

        await fleet.nothing_is_lost_or_doubled(sent)


async def test_the_one_that_stands_by_answers_takes_readings_and_choices(fleet: Fleet) -> None:
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
                (each["active"], [one["dealt_messages"] for one in each["items"]])
                for each in answers
            ]
            return told[0] == told[1] == (FIRST, [sent])

        await eventually(told_the_same)
        assert (await fleet.get(f"{standby}/api/balancing/replicas"))["answered_by"] == SECOND

        async with httpx.AsyncClient() as client:
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


async def test_before_anybody_dealt_the_one_that_stands_by_says_so(fleet: Fleet) -> None:
    async with fleet.balancer(name=SECOND, stands_by=True) as standby:
        answer = await fleet.get(f"{standby}/api/balancing/replicas")

        assert (answer["active"], answer["as_of"], answer["items"]) == (None, None, [])
        history = await fleet.get(f"{standby}/api/balancing/history")
        assert (history["at"], history["replicas"]) == ([], [])
