"""Consumption of calculated channels, over HTTP."""

from uuid import UUID

from tests.monitoring.calculated import calculated, settle, step
from tests.monitoring.consumption.test_channel_answers import DAY, RANGE, energies, meter, send
from tests.monitoring.env import MonitoringEnv


async def building(env: MonitoringEnv) -> tuple[UUID, UUID, UUID]:
    """Return two flats of 1 and 2 kWh an hour, and a virtual device that is their sum."""
    flat, shop, whole = [await meter(env) for _ in range(3)]
    await calculated(env.db, whole, step((flat, "import", 1), (shop, "import", 1)), code="import")
    await send(env, flat, "import", [1.0] * 24)
    await send(env, shop, "import", [2.0] * 24)
    await settle(env.db)
    return flat, shop, whole


async def test_a_virtual_device_answers_like_a_real_one(env: MonitoringEnv) -> None:
    admin = await env.admin()
    *_, whole = await building(env)

    answer = await env.consumption(admin, **RANGE, device_id=whole, resolution="hour")

    assert energies(answer) == [3.0] * 24
    assert (answer["total"]["state"], answer["total"]["coverage"]) == ("measured", 1.0)


async def test_what_is_calculated_is_not_added_to_its_parts(env: MonitoringEnv) -> None:
    admin = await env.admin()
    flat, shop, whole = await building(env)
    ids = [flat, shop, whole]

    everything = await env.consumption(admin, **RANGE, split="device")
    named = await env.consumption(admin, **RANGE, device_id=ids, split="device")
    together = await env.consumption(admin, **RANGE, device_id=ids, compare="previous")

    for answer in (everything, named, together):
        assert answer["total"]["energy_kwh"] == 72.0
        assert (answer["total"]["state"], answer["device_count"]) == ("measured", 2)
    assert {each["device_id"] for each in everything["series"]} == {str(flat), str(shop)}
    shown = {each["device_id"]: each for each in named["series"]}
    assert (shown[str(whole)]["counted"], shown[str(flat)]["counted"]) == (False, True)
    assert shown[str(whole)]["total"]["energy_kwh"] == 72.0


async def test_a_part_alone_with_another_virtual_device_is_added(env: MonitoringEnv) -> None:
    admin = await env.admin()
    _, _, whole = await building(env)
    other = await meter(env)
    await send(env, other, "import", [1.0] * 24)

    answer = await env.consumption(admin, **RANGE, device_id=[whole, other])

    assert answer["total"]["energy_kwh"] == 96.0


async def test_a_calculated_channel_has_no_readings_to_correct(env: MonitoringEnv) -> None:
    admin = await env.admin()
    *_, whole = await building(env)

    answer = await env.client.post(
        f"/api/monitoring/devices/{whole}/corrections",
        json={
            "action": "set",
            "measured_at": DAY.isoformat(),
            "energy_kwh": 1,
            "reason": "Test",
        },
        headers=admin.headers,
    )
    file = await env.client.post(
        f"/api/monitoring/devices/{whole}/imports/preview",
        content="time,kWh\n2025-06-02 00:00,1\n",
        headers=admin.headers,
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "channel_calculated")
    assert (file.status_code, file.json()["code"]) == (409, "channel_calculated")


async def test_a_virtual_device_is_never_silent(env: MonitoringEnv) -> None:
    admin = await env.admin()
    *_, whole = await building(env)

    answer = await env.ask("/latest", admin, device_id=whole)

    [item] = answer.json()["items"]
    assert (item["state"], item["reading"]) == ("calculated", None)
