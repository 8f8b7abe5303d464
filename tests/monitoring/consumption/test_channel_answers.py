"""Consumption and readings of channels, over HTTP."""

from datetime import datetime, timedelta
from uuid import UUID
from zlib import crc32

import pytest

from kilowatch.contracts.channels import channel_id
from kilowatch.contracts.roles import Role
from kilowatch.monitoring.domain import ChannelName, ParsedReading
from tests.monitoring.env import Json, MonitoringEnv, at

KWH = 1_000_000_000
HOUR = timedelta(hours=1)
DAY = at("2025-06-02T00:00")
RANGE: Json = {"from_": "2025-06-02", "to": "2025-06-03"}


async def send(
    env: MonitoringEnv, device: UUID, code: str, values: list[float], start: datetime = DAY
) -> None:
    """Store a value for each hour from ``start`` on, of a channel."""
    channel = None if code == "import" else ChannelName(device, code, None)
    key = channel_id(device, code)
    readings = [
        ParsedReading(
            key,
            start + n * HOUR,
            round(value * KWH),
            3600,
            crc32(f"{code} {n}".encode()),
            n,
            channel,
        )
        for n, value in enumerate(values)
    ]
    await env.db.storage.take(readings, [], DAY)


async def meter(env: MonitoringEnv, *codes: str, owner: UUID | None = None) -> UUID:
    device = await env.db.device(owner_id=owner)
    for code in codes:
        await env.db.device(device, channel=code, owner_id=owner)
    return device


def energies(answer: Json, key: str = "energy_kwh") -> list[float | None]:
    return [each[key] for each in answer["buckets"]]


async def test_a_direction_is_a_sum_of_its_own(env: MonitoringEnv) -> None:
    admin = await env.admin()
    device = await meter(env, "export")
    await send(env, device, "import", [1.0] * 24)
    await send(env, device, "export", [0.25] * 24)
    ask = {**RANGE, "device_id": device}

    imported = await env.consumption(admin, **ask)
    exported = await env.consumption(admin, **ask, direction="export")
    by_code = await env.consumption(admin, **ask, channel="2.8.0")

    assert (imported["total"]["energy_kwh"], exported["total"]["energy_kwh"]) == (24.0, 6.0)
    assert by_code["total"] == exported["total"]
    assert [each["channel"] for each in exported["devices"]] == ["export"]
    assert exported["total"]["state"] == "measured"


async def test_tariff_registers_add_up_to_their_direction(env: MonitoringEnv) -> None:
    admin = await env.admin()
    device = await meter(env, "import-t1", "import-t2")
    await send(env, device, "import-t1", [1.0] * 12 + [0.0] * 12)
    await send(env, device, "import-t2", [0.0] * 12 + [2.0] * 12)
    ask = {**RANGE, "device_id": device}

    whole = await env.consumption(admin, **ask, split="device")
    apart = await env.consumption(admin, **ask, split="channel")

    assert whole["total"]["energy_kwh"] == 36.0
    assert (whole["total"]["coverage"], whole["total"]["state"]) == (1.0, "measured")
    assert (whole["device_count"], len(whole["series"])) == (1, 1)
    assert whole["series"][0]["total"] == whole["total"]
    sums = {each["channel"]: each["total"]["energy_kwh"] for each in apart["series"]}
    assert sums == {"import-t1": 12.0, "import-t2": 24.0}
    day = await env.ask(f"/devices/{device}/consumption", admin, date="2025-06-02")
    assert day.json()["energy_kwh"] == 36.0
    assert {each["state"] for each in day.json()["hours"]} == {"measured"}


async def test_a_total_and_its_registers_are_counted_once(env: MonitoringEnv) -> None:
    admin = await env.admin()
    device = await meter(env, "import-t1")
    await send(env, device, "import", [1.0] * 6)
    await send(env, device, "import-t1", [1.0] * 24)

    answer = await env.consumption(admin, **RANGE, device_id=device, resolution="hour")

    assert energies(answer) == [1.0] * 24
    assert answer["total"]["coverage"] == 1.0


async def test_gas_is_in_its_own_unit_and_in_no_sum_of_energy(env: MonitoringEnv) -> None:
    admin = await env.admin()
    device = await meter(env, "gas")
    await send(env, device, "import", [1.0] * 24)
    await send(env, device, "gas", [0.5] * 24)

    everything = await env.consumption(admin, **RANGE)
    gas = await env.consumption(admin, **RANGE, kind="gas", split="channel")
    day = (
        await env.ask(f"/devices/{device}/consumption", admin, date="2025-06-02", channel="gas")
    ).json()

    assert everything["total"]["energy_kwh"] == 24.0
    assert everything["unit"] == "kWh"
    assert (gas["unit"], gas["peak"]) == ("m3", None)
    assert (gas["total"]["value"], gas["total"]["energy_kwh"]) == (12.0, None)
    assert (energies(gas, "value"), energies(gas)) == ([0.5] * 24, [None] * 24)
    assert gas["series"][0]["total"]["value"] == 12.0
    assert (day["unit"], day["value"], day["energy_kwh"]) == ("m3", 12.0, None)
    assert [each["value"] for each in day["hours"]] == [0.5] * 24


async def test_units_that_differ_are_not_added(env: MonitoringEnv) -> None:
    admin = await env.admin()
    device = await meter(env, "gas", "export")
    await env.ask(
        "/consumption", admin, status=422, **RANGE, device_id=device, channel=["gas", "export"]
    )
    await env.ask(
        "/consumption",
        admin,
        status=422,
        **RANGE,
        device_id=device,
        channel="gas",
        compare="previous",
    )


async def test_a_channel_that_a_device_lacks_is_not_found(env: MonitoringEnv) -> None:
    admin, stranger = await env.admin(), await env.person()
    device = await meter(env)
    for path in ("/consumption", f"/devices/{device}/consumption", f"/devices/{device}/readings"):
        query: Json = {"channel": "export"}
        if path == "/consumption":
            query |= {**RANGE, "device_id": device}
        elif path.endswith("consumption"):
            query["date"] = "2025-06-02"
        seen = await env.ask(path, admin, status=404, **query)
        hidden = await env.ask(path, stranger, status=404, **query)
        assert (seen.json()["code"], hidden.json()["code"]) == (
            "channel_not_found",
            "device_not_found",
        )


@pytest.mark.parametrize("name", ["", "1.7.0", "x" * 33, "é"])
async def test_rejects_names_of_no_channel(env: MonitoringEnv, name: str) -> None:
    admin = await env.admin()
    await env.ask("/consumption", admin, status=422, **RANGE, channel=name)


async def test_a_client_sees_the_channels_of_their_devices(env: MonitoringEnv) -> None:
    owner, other = await env.person(), await env.person()
    device = await meter(env, "export", owner=owner.id)
    await send(env, device, "export", [1.0] * 24)

    mine = await env.consumption(owner, **RANGE, direction="export")
    theirs = await env.consumption(other, **RANGE, direction="export")

    assert (mine["total"]["energy_kwh"], theirs["total"]["energy_kwh"]) == (24.0, None)


async def test_readings_are_listed_by_channel(env: MonitoringEnv) -> None:
    admin = await env.person(Role.ADMIN)
    device = await meter(env, "gas")
    await send(env, device, "import", [1.0])
    await send(env, device, "gas", [0.5])

    imported = (await env.ask(f"/devices/{device}/readings", admin)).json()
    gas = (await env.ask(f"/devices/{device}/readings", admin, channel="gas")).json()

    assert (imported["channel"], imported["unit"]) == ("import", "kWh")
    assert [each["energy_kwh"] for each in imported["items"]] == [1.0]
    assert (gas["channel"], gas["unit"]) == ("gas", "m3")
    assert [(each["value"], each["energy_kwh"]) for each in gas["items"]] == [(0.5, None)]


async def test_files_name_channel_and_unit(env: MonitoringEnv) -> None:
    admin = await env.admin()
    device = await meter(env, "gas")
    await send(env, device, "gas", [0.5] * 24)

    answer = await env.ask(
        "/consumption", admin, **RANGE, device_id=device, channel="gas", format="ndjson"
    )

    rows = [line for line in answer.text.splitlines() if line]
    assert len(rows) == 24
    assert all('"unit":"m3"' in row.replace(" ", "") for row in rows)
    assert all('"energy_kwh":null' in row.replace(" ", "") for row in rows)


async def test_missing_channels_are_listed_with_what_waits(env: MonitoringEnv) -> None:
    admin, client = await env.admin(), await env.person()
    device = await meter(env)
    await send(env, device, "export", [1.0, 2.0])
    await send(env, device, "pool", [1.0])
    await env.ask("/pending-channels", client, status=403)

    page = (await env.ask("/pending-channels", admin)).json()

    found = {each["channel"]: each for each in page["items"]}
    assert (page["total"], set(found)) == (2, {"export", "pool"})
    assert (found["export"]["readings"], found["export"]["obis"]) == (2, "2.8.0")
    assert found["export"]["device_id"] == str(device)
    assert (found["export"]["is_clear"], found["pool"]["is_clear"]) == (True, False)
    assert (await env.ask("/pending-devices", admin)).json()["total"] == 0

    await env.db.device(device, channel="export")
    await env.db.storage.take_in_due(DAY + 2 * HOUR)
    left = (await env.ask("/pending-channels", admin)).json()["items"]
    assert [each["channel"] for each in left] == ["pool"]
