"""Files of any length, and cacheable responses."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest

from tests.monitoring.env import KWH, Json, MonitoringEnv, Person, at
from tests.monitoring.reference_model import Sent


async def rows(env: MonitoringEnv, path: str, by: Person, **query: Any) -> list[dict[str, str]]:
    answer = await env.ask(path, by, format="csv", **query)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="')
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


async def test_a_range_of_years_is_exported_hour_by_hour(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id, time_zone="Europe/Bucharest")
    await env.hours(device, at("2023-12-31T22:00"), [0.25, 1.5])

    found = await rows(
        env, "/consumption", owner, from_="2022-01-01", to="2025-01-01", resolution="hour"
    )

    assert len(found) == (365 + 365 + 366) * 24
    begun = 2 * 365 * 24
    assert found[begun] == {
        "device_id": str(device),
        "device_name": "Meter",
        "starts_at_utc": "2023-12-31T22:00:00Z",
        "ends_at_utc": "2023-12-31T23:00:00Z",
        "starts_at_local": "2024-01-01T00:00:00+02:00",
        "time_zone": "Europe/Bucharest",
        "energy_kwh": "0.25",
        "coverage_0_to_1": "1",
        "state": "measured",
        "readings": "1",
        "over_limit_hours": "0",
        "channel": "import",
        "unit": "kWh",
        "value": "0.25",
        "counted": "true",
    }
    assert [each["energy_kwh"] for each in found[begun + 1 : begun + 3]] == ["1.5", ""]
    assert found[begun + 2]["state"] == "missing"


async def test_split_devices_have_rows_of_their_own(env: MonitoringEnv) -> None:
    owner = await env.person()
    for n in range(2):
        device = await env.db.device(owner_id=owner.id)
        await env.hours(device, at("2025-01-01"), [n + 1] * 48, source=n * 100)

    apart = await rows(
        env, "/consumption", owner,
        from_="2025-01-01", to="2025-01-03", resolution="day", split="device",
    )  # fmt: skip
    together = await rows(
        env, "/consumption", owner, from_="2025-01-01", to="2025-01-03", resolution="day"
    )

    assert sorted(each["energy_kwh"] for each in apart) == ["24", "24", "48", "48"]
    assert [(each["device_name"], each["energy_kwh"]) for each in together] == [
        ("sum of 2 devices", "72")
    ] * 2


async def test_json_lines_contain_the_same_rows(env: MonitoringEnv) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id)
    await env.hours(device, at("2025-01-01"), [1, 2])

    answer = await env.ask(
        "/consumption", owner, headers={"Accept": "application/x-ndjson"}, from_="2025-01-01"
    )

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert len(lines) == 24
    assert [each["energy_kwh"] for each in lines[:3]] == [1, 2, None]


async def test_exported_readings_exceed_any_page_size(env: MonitoringEnv) -> None:
    first, second = await env.person(), await env.person()
    device = await env.db.device(owner_id=first.id)
    start = at("2025-01-01")
    sent = [Sent(start + timedelta(minutes=n), n, 60, n) for n in range(12_000)]
    await env.db.take(device, sent)
    await env.db.take(device, [Sent(start, KWH, 60, 99_999)])
    moved = start + timedelta(hours=100)
    await env.db.device(device, version=2, owner_id=second.id, owned_since=moved, changed_at=moved)

    found = await rows(env, f"/devices/{device}/readings", first)

    assert len(found) == 6_000
    assert [found[0]["energy_kwh"], found[0]["state"]] == ["1", "corrected"]
    assert found[1]["energy_kwh"] == "0.000000001"
    others = await rows(env, f"/devices/{device}/readings", second)
    assert len(others) == 6_000
    await env.ask(f"/devices/{device}/readings", await env.person(), status=404, format="csv")


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-2", "+3", "\tx"])
async def test_a_name_is_never_exported_as_a_formula(env: MonitoringEnv, name: str) -> None:
    owner = await env.person()
    device = await env.db.device(owner_id=owner.id)
    await env.db.pool.execute("UPDATE channel SET name = $2 WHERE device_id = $1", device, name)

    [row] = await rows(env, "/consumption", owner, from_="2025-01-01", resolution="day")

    assert row["device_name"] == f"'{name}"


async def test_a_cached_response_is_valid_until_the_data_changes(env: MonitoringEnv) -> None:
    owner, other = await env.person(), await env.person()
    device = await env.db.device(owner_id=owner.id)
    await env.hours(device, at("2025-01-01"), [1, 2])
    query: Json = {"from_": "2025-01-01", "resolution": "day"}

    first = await env.ask("/consumption", owner, **query)
    tag = {"If-None-Match": first.headers["etag"]}
    same = await env.ask("/consumption", owner, status=304, headers=tag, **query)
    of_another = await env.ask("/consumption", other, headers=tag, **query)
    await env.db.take(device, [Sent(at("2025-01-01"), 3 * KWH, 3600, 50)])
    corrected = await env.ask("/consumption", owner, headers=tag, **query)

    assert first.headers["cache-control"] == "private, no-cache"
    assert (same.content, same.headers["etag"]) == (b"", first.headers["etag"])
    assert of_another.json()["device_count"] == 0
    assert corrected.json()["total"]["energy_kwh"] == 5
    assert corrected.headers["etag"] != first.headers["etag"]
