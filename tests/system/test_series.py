"""Years of readings as users see and administrators correct them, through the gateway."""

import csv
import io
from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.harness.serving import eventually
from tests.system.people import WITHIN_S
from tests.system.platform import Person, Platform
from tests.system.test_live import hear, socket_of
from tests.system.truth import LONDON, Truth, london

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

RANGES = "/api/monitoring/consumption"
REJECTIONS = "/api/monitoring/rejections"
LONDON_ZONE = ZoneInfo("Europe/London")


async def range_of(platform: Platform, owner: Person, device: UUID, **params: str) -> Any:
    """Return the owner's view of a device's range."""
    asked = {"device_id": str(device), **params}
    return await platform.call("GET", RANGES, owner, params=asked)


def energies(buckets: list[dict[str, Any]]) -> list[Decimal | None]:
    """Return the energy of each bucket, kWh."""
    found = [each["energy_kwh"] for each in buckets]
    return [None if kwh is None else Decimal(str(kwh)) for kwh in found]


def months_of(truth: Truth, zone: ZoneInfo) -> dict[str, tuple[Decimal, int]]:
    """Return energy and readings of each month in ``zone``, such as 2013-01."""
    months: dict[str, tuple[Decimal, int]] = defaultdict(lambda: (Decimal(), 0))
    for hour, (energy, count) in truth.hours().items():
        month = f"{hour.astimezone(zone):%Y-%m}"
        months[month] = (months[month][0] + energy, months[month][1] + count)
    return months


async def test_ranges_of_a_recorded_household_are_correct(platform: Platform) -> None:
    owner, truth = await platform.client(), london()
    device = await platform.device(owner, reporting_interval_s=1800, time_zone="Europe/London")
    await platform.kilowatch("replay", str(LONDON), "--device", str(device), "--batch", "500")

    async def all_stored() -> bool:
        return await platform.stored(device) == len(truth.energy_kwh)

    await eventually(all_stored, within_s=120)
    await assert_months_are_true(platform, owner, device, truth)
    await assert_hours_are_true(platform, owner, device, truth, "2013-03-31", count=23)
    await assert_hours_are_true(platform, owner, device, truth, "2013-10-27", count=25)


async def assert_months_are_true(
    platform: Platform, owner: Person, device: UUID, truth: Truth
) -> None:
    year = {"from": "2013-01-01", "to": "2014-01-01", "resolution": "month"}
    answer = await range_of(platform, owner, device, **year)

    expected = months_of(truth, LONDON_ZONE)
    seen = {
        f"{datetime.fromisoformat(each['starts_at']).astimezone(LONDON_ZONE):%Y-%m}": (
            Decimal(str(each["energy_kwh"])),
            each["readings"],
        )
        for each in answer["buckets"]
    }
    assert seen == {month: value for month, value in expected.items() if month[:4] == "2013"}
    assert len(seen) == 12
    total = sum((energy for energy, _ in seen.values()), Decimal())
    assert Decimal(str(answer["total"]["energy_kwh"])) == total


async def assert_hours_are_true(
    platform: Platform, owner: Person, device: UUID, truth: Truth, date: str, count: int
) -> None:
    """Check that the hours of a day, as JSON and as a file, are those of the recording."""
    day = {"device_id": str(device), "from": date, "resolution": "hour"}
    buckets = (await platform.call("GET", RANGES, owner, params=day))["buckets"]
    file = await platform.ask("GET", RANGES, owner, params={**day, "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(file.text)))

    hours = truth.hours()
    starts = [datetime.fromisoformat(each["starts_at"]) for each in buckets]
    assert len(buckets) == count
    assert {start.astimezone(LONDON_ZONE).date().isoformat() for start in starts} == {date}
    assert energies(buckets) == [hours[start][0] for start in starts]
    assert file.headers["content-type"].startswith("text/csv")
    assert [Decimal(row["energy_kwh"]) for row in rows] == energies(buckets)
    assert [datetime.fromisoformat(row["starts_at_utc"]) for row in rows] == starts
    assert [row["state"] for row in rows] == [each["state"] for each in buckets]


async def test_a_register_with_outages_gives_the_same_day_as_intervals(platform: Platform) -> None:
    owner = await platform.client()
    zone = {"time_zone": "Europe/Bucharest", "reporting_interval_s": 600}
    intervals = await platform.device(owner, **zone)
    register = await platform.device(owner, **zone)
    day = ("--date", "2025-11-25", "--time-zone", "Europe/Bucharest", "--seed", "0")
    same = ("--consumer", "two meters in a row", "--outages", "3", *day)

    await platform.kilowatch("simulate", "--device", str(intervals), *same)
    printed = await platform.kilowatch(
        "simulate", "--device", str(register), "--kind", "register", *same
    )

    assert "136 messages sent, 136 confirmed" in printed  # Nine of 145 were in an outage.

    async def hours_of(device: UUID) -> list[dict[str, Any]]:
        path = f"/api/monitoring/devices/{device}/consumption"
        answer = await platform.call("GET", path, owner, params={"date": "2025-11-25"})
        return answer["hours"]

    async def whole(device: UUID) -> list[dict[str, Any]] | None:
        hours = await hours_of(device)
        return hours if all(hour["coverage"] == 1 for hour in hours) else None

    told = await eventually(lambda: whole(intervals), within_s=60)
    shown = await eventually(lambda: whole(register), within_s=60)
    assert {hour["state"] for hour in told} == {"measured"}
    assert {hour["state"] for hour in shown} == {"measured", "estimated"}
    pairs = list(zip(energies(shown), energies(told), shown, strict=True))
    assert all(one == other for one, other, hour in pairs if hour["state"] == "measured")
    assert any(one != other for one, other, _ in pairs)
    assert sum(one or 0 for one, _, _ in pairs) == sum(other or 0 for _, other, _ in pairs)


async def test_a_correction_retracts_an_alert_and_its_undo_raises_it_again(
    platform: Platform,
) -> None:
    owner = await platform.client()
    device = await platform.device(owner, max_consumption=2)
    measured_at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0).isoformat()
    reading = {"device_id": str(device), "measured_at": measured_at, "interval_s": 1}
    path = f"/api/monitoring/devices/{device}/corrections"
    less = {"action": "set", "measured_at": measured_at, "energy_kwh": 1.5, "interval_s": 1}
    correction = {**less, "reason": "a decimal point too late"}

    async def raised() -> list[float]:
        params = {"device_id": str(device), "raised": "true"}
        page = await platform.call("GET", "/api/monitoring/alerts", owner, params=params)
        return [each["energy_kwh"] for each in page["items"]]

    async with socket_of(platform, owner) as socket:
        body = {**reading, "energy_kwh": 15}
        await platform.call("POST", "/api/readings", platform.admin, json=body)
        assert told(await hear(socket, within_s=WITHIN_S)) == ("raised", 15)

        preview = await platform.call("POST", f"{path}/preview", platform.admin, json=correction)
        assert await raised() == [15]
        done = await platform.call("POST", path, platform.admin, json=correction)
        assert told(await hear(socket, within_s=WITHIN_S)) == ("retracted", 1.5)
        assert await raised() == []

        undo = f"/api/monitoring/corrections/{done['correction_id']}/undo"
        await platform.call("POST", undo, platform.admin)
        assert told(await hear(socket, within_s=WITHIN_S)) == ("raised", 15)
        assert await raised() == [15]

    assert preview == {**done, "correction_id": None}
    assert (preview["difference_kwh"], preview["alerts_retracted"]) == (-13.5, 1)
    assert [each["alert"] for each in preview["hours"]] == ["retracted"]
    assert (await platform.ask("POST", path, owner, json=correction)).status_code == 403


def told(message: dict[str, Any]) -> tuple[str, float]:
    """Return the text of an alert on the socket."""
    assert message["type"] == "alert"
    return message["alert"]["state"], message["alert"]["energy_kwh"]


async def test_a_rejected_reading_is_listed_and_counts_once_its_cause_is_fixed(
    platform: Platform,
) -> None:
    owner, device = await platform.client(), uuid4()
    reading = {
        "device_id": str(device),
        "measured_at": "2025-11-25T10:00:00Z",
        "energy_kwh": 0.7,
        "interval_s": 3600,
    }
    await platform.call("POST", "/api/readings", platform.admin, json=reading)

    async def given_up() -> bool:
        path = f"/api/monitoring/pending-devices/{device}/discard"
        return (await platform.ask("POST", path, platform.admin)).is_success

    await eventually(given_up, within_s=WITHIN_S)
    listing = {"sender": str(device)}
    [refused] = (await platform.call("GET", REJECTIONS, platform.admin, params=listing))["items"]
    assert (refused["reason"], refused["state"]) == ("device_unknown", "discarded")

    assert await platform.device(owner, id=str(device)) == device
    choice = {"ids": [refused["id"]]}
    result = await platform.call("POST", f"{REJECTIONS}/replay", platform.admin, json=choice)

    assert (result["replayed"], result["rejected_again"], result["pending"]) == (1, 0, 0)
    day = await range_of(platform, owner, device, **{"from": "2025-11-25"})
    assert (day["total"]["energy_kwh"], day["total"]["readings"]) == (0.7, 1)
    [noted] = (await platform.call("GET", REJECTIONS, platform.admin, params=listing))["items"]
    assert (noted["state"], noted["settled_by"]) == ("replayed", str(platform.admin.user_id))
    again = await platform.ask("POST", f"{REJECTIONS}/replay", platform.admin, json=choice)
    assert again.status_code == 404
    assert (await platform.ask("GET", REJECTIONS, owner)).status_code == 403
