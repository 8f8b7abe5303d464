"""The hours of a device on a day match those of a range, for every caller."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.kit.accounts import Caller
from kilowatch.monitoring.consumption.device_hours import DeviceHours
from kilowatch.monitoring.consumption.periods import slot
from kilowatch.monitoring.hours import hours_of_day
from kilowatch.monitoring.visibility import Visibility
from tests.monitoring.db import MonitoringDb
from tests.monitoring.env import KWH, Json, MonitoringEnv, Person, at
from tests.monitoring.reference_model import Sent

SHARED = ("starts_at", "ends_at", "energy_kwh", "coverage", "state", "readings")


async def both(env: MonitoringEnv, by: Person, device: UUID, day: str) -> tuple[Json, Json]:
    """Return the same day from both endpoints."""
    alone = (await env.ask(f"/devices/{device}/consumption", by, date=day)).json()
    ranged = await env.consumption(by, device_id=str(device), from_=day, resolution="hour")
    return alone, ranged


def assert_equal(alone: Json, ranged: Json) -> None:
    """Fail unless both responses agree on each hour, and on the day."""
    hours = [{name: each[name] for name in SHARED} for each in alone["hours"]]
    assert hours == [{name: each[name] for name in SHARED} for each in ranged["buckets"]]
    assert [each["over_limit"] for each in alone["hours"]] == [
        each["over_limit_hours"] > 0 for each in ranged["buckets"]
    ]
    total = ranged["total"]
    assert (alone["energy_kwh"], alone["readings"], alone["time_zone"]) == (
        total["energy_kwh"] or 0.0,
        total["readings"],
        ranged["time_zone"],
    )


def readings_with_gaps(day: date, zone: ZoneInfo) -> list[Sent]:
    """Return a reading per hour except every fourth; every fifth covers only half of its hour."""
    return [
        Sent(
            start=hour.starts_at,
            energy_uwh=(n % 3 + 1) * KWH,
            interval_s=hour.length_s // 2 if n % 5 == 1 else hour.length_s,
            source=n + 1,
        )
        for n, hour in enumerate(hours_of_day(day, zone))
        if n % 4 != 3
    ]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Bucharest", "2025-03-30", 23),
        ("Europe/Bucharest", "2025-10-26", 25),
        ("Australia/Lord_Howe", "2025-04-06", 25),
        ("Australia/Lord_Howe", "2024-10-06", 24),
        ("Asia/Kathmandu", "2025-03-30", 24),
    ],
)
async def test_both_endpoints_agree_across_clock_changes_and_gaps(
    env: MonitoringEnv, zone: str, day: str, hours: int
) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, time_zone=zone, limit_uwh=2 * KWH)
    await env.db.take(device, readings_with_gaps(date.fromisoformat(day), ZoneInfo(zone)))

    answers = [await both(env, by, device, day) for by in (owner, await env.admin())]

    for alone, ranged in answers:
        assert_equal(alone, ranged)
        assert len(alone["hours"]) == hours
        assert {"measured", "partial", "missing"} <= {each["state"] for each in alone["hours"]}
        assert {each["over_limit"] for each in alone["hours"]} == {True, False}
        limits = {each["limit_kwh"] for each in alone["hours"] if each["energy_kwh"] is not None}
        assert limits == {2}


async def test_both_endpoints_agree_across_a_change_of_owner(env: MonitoringEnv) -> None:
    zone, day = "Asia/Kolkata", "2025-01-02"
    first, second, admin = await env.person(), await env.person(), await env.admin()
    device = await env.db.device(owner_id=first.id, time_zone=zone)
    await env.hours(device, at("2025-01-01T18:30"), [1] * 20)
    moved = at("2025-01-02T06:45")
    await env.db.device(
        device, version=2, owner_id=second.id, owned_since=moved, changed_at=moved, time_zone=zone
    )

    answers = [await both(env, by, device, day) for by in (first, second, admin)]

    for alone, ranged in answers:
        assert_equal(alone, ranged)
    assert [alone["energy_kwh"] for alone, _ in answers] == [12, 8, 20]
    before, after, _ = [[each["state"] for each in alone["hours"]] for alone, _ in answers]
    # The hours of others are withheld, with or without data.
    assert before == ["measured"] * 12 + ["withheld"] * 12
    assert after == ["withheld"] * 12 + ["measured"] * 8 + ["missing"] * 4


async def test_an_hour_has_the_limit_at_its_start_and_none_without_data(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, limit_uwh=5 * KWH)
    await env.hours(device, at("2025-01-01"), [1] * 6)
    for version, (hour, limit_uwh) in enumerate([(2, 7 * KWH), (4, None)], start=2):
        await env.db.device(
            device,
            version=version,
            owner_id=owner.id,
            limit_uwh=limit_uwh,
            changed_at=at("2025-01-01") + timedelta(hours=hour),
        )

    await env.db.device(
        device,
        version=4,
        owner_id=owner.id,
        limit_uwh=9 * KWH,
        changed_at=at("2025-01-01") + timedelta(hours=5),
    )
    alone, _ = await both(env, owner, device, "2025-01-01")

    assert [each["limit_kwh"] for each in alone["hours"]] == [5, 5, 7, 7, None, 9] + [None] * 18


async def test_a_future_day_and_a_day_without_readings_are_not_zero(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id)
    coming = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()

    for day, state in (("2025-01-01", "missing"), (coming, "upcoming")):
        alone, ranged = await both(env, owner, device, day)
        assert_equal(alone, ranged)
        assert {(each["state"], each["energy_kwh"]) for each in alone["hours"]} == {(state, None)}


async def test_the_last_allowed_day_is_shown_completely(env: MonitoringEnv) -> None:
    device = await env.db.device(time_zone="America/Los_Angeles")
    path = f"/devices/{device}/consumption"

    answer = (await env.ask(path, await env.admin(), date="9998-12-30")).json()

    assert {each["state"] for each in answer["hours"]} == {"upcoming"}


async def test_a_single_hour_excludes_the_hour_whose_key_lies_within_it(db: MonitoringDb) -> None:
    """Lord Howe set its clock back by half an hour at 15:00 UTC."""
    day, zone = date(2025, 4, 6), ZoneInfo("Australia/Lord_Howe")
    device = await db.device(time_zone=zone.key)
    edges = hours_of_day(day, zone)
    sent = [Sent(each.starts_at, n * KWH, each.length_s, n) for n, each in enumerate(edges, 1)]
    await db.take(device, sent)
    visibility = Visibility(db.pool)
    hours = DeviceHours(db.pool, visibility)
    known = await visibility.channel(Caller(UserId(uuid4()), Role.ADMIN, uuid4()), device)

    energies: list[int] = []
    for each in edges:
        [hour] = await hours.of([known], [slot(each.starts_at, each.ends_at, day, zone)])
        assert hour.sums is not None
        energies.append(hour.sums.energy_uwh)
    assert energies == [each.energy_uwh for each in sent]
