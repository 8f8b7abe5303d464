"""Consumption over a range: sums, states, and nothing of other owners."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kilowatch.monitoring.consumption.periods import Period, Resolution, slots_of
from kilowatch.monitoring.consumption.schemas import RangeConsumption
from kilowatch.monitoring.hours import hours_of_day
from tests.monitoring.env import KWH, Json, MonitoringEnv, at
from tests.monitoring.reference_model import Sent
from tests.monitoring.test_hours import ZONES

FITS = TypeAdapter(RangeConsumption)


@given(ZONES, st.dates(date(2000, 1, 2), date(2030, 1, 1)), st.integers(1, 40))
def test_hour_buckets_are_the_hours_of_each_day(name: str, first: date, days: int) -> None:
    zone = ZoneInfo(name)
    slots = slots_of(Period(first, first + timedelta(days=days), zone), Resolution.HOUR)

    expected = [
        (hour.starts_at, hour.ends_at)
        for n in range(days)
        for hour in hours_of_day(first + timedelta(days=n), zone)
    ]
    assert [(slot.starts_at, slot.ends_at) for slot in slots] == expected
    assert all(a.key < b.key for a, b in pairwise(slots))


@given(
    ZONES,
    st.dates(date(2000, 1, 2), date(2030, 1, 1)),
    st.integers(1, 800),
    st.sampled_from(list(Resolution)),
)
def test_buckets_fill_the_range_without_gaps(
    name: str, first: date, days: int, resolution: Resolution
) -> None:
    period = Period(first, first + timedelta(days=min(days, 60)), ZoneInfo(name))
    slots = slots_of(period, resolution)

    assert (slots[0].starts_at, slots[-1].ends_at) == (period.starts_at, period.ends_at)
    assert all(a.ends_at == b.starts_at for a, b in pairwise(slots))
    for slot in slots[1:]:
        local = slot.starts_at.astimezone(period.zone)
        match resolution:
            case Resolution.WEEK:
                assert slot.day.weekday() == 0
            case Resolution.MONTH:
                assert slot.day.day == 1
            case Resolution.YEAR:
                assert (slot.day.month, slot.day.day) == (1, 1)
            case _:
                assert local.date() == slot.day


async def test_the_response_matches_its_schema_and_adds_up(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, limit_uwh=3 * KWH)
    await env.hours(device, at("2025-01-01"), [1, 2, 3.5, 0.25])

    answer = await env.ask(
        "/consumption", owner, from_="2025-01-01", compare="previous", split="device"
    )

    FITS.validate_json(answer.content)
    body = answer.json()
    assert body["resolution"] == "hour"
    assert len(body["buckets"]) == 24
    assert [each["energy_kwh"] for each in body["buckets"][:5]] == [1, 2, 3.5, 0.25, None]
    assert body["buckets"][2]["over_limit_hours"] == 1
    assert body["buckets"][4]["state"] == "missing"
    assert body["total"] == {
        "energy_kwh": 6.75,
        "coverage": pytest.approx(4 / 24),
        "state": "partial",
        "readings": 4,
        "over_limit_hours": 1,
    }
    assert body["peak"]["starts_at"] == "2025-01-01T02:00:00Z"
    assert body["series"][0]["buckets"] == body["buckets"]
    assert body["devices"][0]["limits"] == [{"valid_from": "2025-01-01T00:00:00Z", "limit_kwh": 3}]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Bucharest", "2025-03-30", 23),
        ("Europe/Bucharest", "2025-10-26", 25),
        ("Asia/Kolkata", "2025-03-30", 24),
        ("Australia/Lord_Howe", "2025-04-06", 25),
    ],
)
async def test_a_day_contains_the_energy_between_its_midnights(
    env: MonitoringEnv, zone: str, day: str, hours: int
) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, time_zone=zone)
    midnight = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    next_midnight = (datetime.fromisoformat(day) + timedelta(days=1)).replace(tzinfo=ZoneInfo(zone))
    quarters = int((next_midnight.astimezone(UTC) - midnight) / timedelta(minutes=15))
    around = range(-8, quarters + 8)
    sent = [Sent(midnight + n * timedelta(minutes=15), 100 + n, 900, 100 + n) for n in around]
    await env.db.take(device, sent)

    by_hour = await env.consumption(owner, from_=day, resolution="hour")
    by_day = await env.consumption(owner, from_=day, resolution="day")

    assert len(by_hour["buckets"]) == hours
    expected = sum(100 + n for n in range(quarters)) / KWH
    assert by_day["buckets"][0]["energy_kwh"] == pytest.approx(expected, abs=1e-12)
    assert by_hour["total"] == by_day["total"]
    assert by_day["buckets"][0]["state"] == "measured"
    assert all(each["state"] == "measured" for each in by_hour["buckets"])


async def test_months_and_weeks_follow_the_calendar(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, time_zone="Europe/Bucharest")
    # A year of hours, each of 1 kWh: the energy of a bucket is its length in hours.
    start = at("2023-12-31T22:00")
    await env.hours(device, start, [1] * 8784)

    months = await env.consumption(owner, from_="2024-01-01", to="2025-01-01", resolution="month")
    weeks = await env.consumption(owner, from_="2024-01-01", to="2024-02-01", resolution="week")
    auto = await env.consumption(owner, from_="2024-01-01", to="2025-01-01")

    assert [each["energy_kwh"] for each in months["buckets"]] == [
        31 * 24, 29 * 24, 31 * 24 - 1, 30 * 24, 31 * 24, 30 * 24,
        31 * 24, 31 * 24, 30 * 24, 31 * 24 + 1, 30 * 24, 31 * 24,
    ]  # fmt: skip
    assert [each["energy_kwh"] for each in weeks["buckets"]] == [168, 168, 168, 168, 72]
    assert (auto["resolution"], len(auto["buckets"])) == ("day", 366)
    assert {each["state"] for each in months["buckets"]} == {"measured"}


async def test_sums_exclude_hours_of_other_owners(env: MonitoringEnv) -> None:
    first, second, admin = await env.person(), await env.person(), await env.admin()
    device = await env.db.device(owner_id=first.id)
    await env.hours(device, at("2025-01-01"), [1] * 48)
    moved = at("2025-01-01T12:00")
    await env.db.device(device, version=2, owner_id=second.id, owned_since=moved, changed_at=moved)

    def day_of(answer: dict[str, list[dict[str, object]]]) -> list[object]:
        return [answer["buckets"][0][each] for each in ("energy_kwh", "state", "readings")]

    query: Json = {"from_": "2025-01-01", "resolution": "day"}
    assert day_of(await env.consumption(first, **query)) == [12, "partial", 12]
    assert day_of(await env.consumption(second, **query)) == [12, "partial", 12]
    assert day_of(await env.consumption(admin, **query)) == [24, "measured", 24]
    later = await env.consumption(first, from_="2025-01-02", resolution="day", split="device")
    assert day_of(later) == [None, "withheld", 0]
    assert (later["total"]["energy_kwh"], later["peak"]) == (None, None)
    assert later["devices"][0]["limits"] == []


async def test_a_device_of_another_client_is_not_found(env: MonitoringEnv) -> None:
    owner, other = await env.person(), await env.person()
    device = await env.db.device(owner_id=owner.id)

    for device_id in (device, uuid4()):
        refused = await env.ask(
            "/consumption", other, status=404, from_="2025-01-01", device_id=str(device_id)
        )
        assert refused.json()["code"] == "device_not_found"


async def test_without_a_device_filter_all_own_devices_are_added_up(env: MonitoringEnv) -> None:
    owner, other, admin = await env.person(), await env.person(), await env.admin()
    mine = [await env.db.device(owner_id=owner.id) for _ in range(2)]
    await env.db.device(owner_id=owner.id)  # never reported: no readings are expected
    theirs = await env.db.device(owner_id=other.id)
    for n, device in enumerate([*mine, theirs]):
        await env.hours(device, at("2025-01-01"), [10**n] * 24, source=100 * n)

    query: Json = {"from_": "2025-01-01", "resolution": "day", "split": "device"}
    own = await env.consumption(owner, **query)
    everybody = await env.consumption(admin, **query)

    assert (own["device_count"], own["total"]["energy_kwh"]) == (3, 11 * 24)
    assert own["total"]["state"] == "measured"
    assert (everybody["device_count"], everybody["total"]["energy_kwh"]) == (4, 111 * 24)
    series = {each["device_id"]: each["total"] for each in own["series"]}
    assert [series[str(each)]["energy_kwh"] for each in mine] == [24, 240]


async def test_several_devices_share_the_days_of_the_viewer(env: MonitoringEnv) -> None:
    owner = await env.person()
    for n, zone in enumerate(["Asia/Kolkata", "Europe/London"]):
        device = await env.db.device(owner_id=owner.id, time_zone=zone)
        await env.hours(device, at(f"2025-01-01T00:{'00' if n else '30'}"), [1], source=n)

    answer = await env.consumption(owner, from_="2025-01-01", time_zone="Europe/Bucharest")

    assert answer["time_zone"] == "Europe/Bucharest"
    assert answer["buckets"][2]["starts_at"] == "2025-01-01T00:00:00Z"
    assert answer["buckets"][2]["energy_kwh"] == 2


async def test_a_client_without_devices_gets_an_empty_response(env: MonitoringEnv) -> None:
    answer = await env.consumption(await env.person(), from_="2025-01-01", split="device")

    assert answer["series"] == []
    assert answer["total"]["state"] == "missing"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"from_": "2025-01-02", "to": "2025-01-01"}, "range_refused"),
        ({"from_": "2000-01-01", "to": "2024-01-01", "resolution": "hour"}, "too_many_buckets"),
        ({"from_": "1066-10-14"}, "invalid_request"),
        ({"from_": "2025-01-01", "time_zone": "Mars/Olympus"}, "invalid_request"),
        ({"from_": "2025-01-01", "compare": "often"}, "comparison_refused"),
        ({"from_": "2025-01-01", "compare": "9998-12-31"}, "comparison_refused"),
    ],
)
async def test_an_invalid_query_is_rejected(env: MonitoringEnv, query: Json, code: str) -> None:
    refused = await env.ask("/consumption", await env.person(), status=422, **query)

    assert refused.json()["code"] == code
