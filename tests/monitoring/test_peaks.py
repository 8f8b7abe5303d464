"""Peaks: the top hours of a range, and its typical day."""

import pytest

from tests.monitoring.env import KWH, MonitoringEnv, at
from tests.monitoring.reference_model import Sent


async def test_the_top_hours_come_first(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, limit_uwh=4 * KWH)
    await env.hours(device, at("2025-01-06"), [1, 5, 3, 4, 2])
    await env.db.take(device, [Sent(at("2025-01-06T05:00"), 9 * KWH, 1800, 50)])

    answer = await env.ask("/peaks", owner, from_="2025-01-06", count=3)

    found = [
        (each["starts_at"][11:13], each["energy_kwh"], each["state"], each["over_limit"])
        for each in answer.json()["hours"]
    ]
    assert found == [
        ("05", 9, "partial", True),
        ("01", 5, "measured", True),
        ("03", 4, "measured", False),
    ]


async def test_the_typical_day_uses_complete_hours_by_the_local_clock(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, time_zone="Europe/Bucharest")
    # Monday 6 January at 08:00 in Bucharest, and the days after: 1, 2, 3 … kWh.
    for day in range(7):
        await env.hours(device, at(f"2025-01-{6 + day:02}T06:00"), [day + 1], source=day)
    await env.db.take(device, [Sent(at("2025-01-06T07:00"), KWH, 1800, 90)])

    answer = await env.ask("/peaks", owner, from_="2025-01-06", to="2025-01-13")

    profile = {(each["day"], each["hour"]): each for each in answer.json()["profile"]}
    assert len(profile) == 48
    assert profile["weekday", 8]["mean_kwh"] == pytest.approx((1 + 2 + 3 + 4 + 5) / 5)
    assert profile["weekend", 8] == {"day": "weekend", "hour": 8, "mean_kwh": 6.5, "hours": 2}
    assert profile["weekday", 9]["mean_kwh"] is None


async def test_a_gap_of_one_device_does_not_lower_the_typical_total(env: MonitoringEnv) -> None:
    owner = await env.person()
    for n, days in enumerate([4, 2]):
        device = await env.db.device(owner_id=owner.id)
        for day in range(days):
            await env.hours(device, at(f"2025-01-{6 + day:02}"), [1], source=10 * n + day)

    answer = await env.ask("/peaks", owner, from_="2025-01-06", to="2025-01-11")

    assert answer.json()["profile"][0] == {
        "day": "weekday",
        "hour": 0,
        "mean_kwh": 2,
        "hours": 2,
    }


async def test_peaks_of_other_owners_are_not_shown(env: MonitoringEnv) -> None:
    first, second = await env.person(), await env.person()
    device = await env.db.device(owner_id=first.id)
    await env.hours(device, at("2025-01-06"), [9, 1])
    moved = at("2025-01-06T01:00")
    await env.db.device(device, version=2, owner_id=second.id, owned_since=moved, changed_at=moved)

    answer = (await env.ask("/peaks", second, from_="2025-01-06")).json()

    assert [each["energy_kwh"] for each in answer["hours"]] == [1]
    assert answer["profile"][0]["mean_kwh"] is None
