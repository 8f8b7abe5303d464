"""What devices measure, over HTTP."""

from typing import Any
from uuid import UUID, uuid4

from tests.monitoring.consumption.test_channel_answers import DAY, RANGE, meter, send
from tests.monitoring.env import MonitoringEnv, Person

KINDS = "/channels/kinds"


async def measured(env: MonitoringEnv, person: Person, **params: Any) -> list[tuple[str, ...]]:
    """Return kind, direction and unit of each item."""
    answer = await env.ask(KINDS, person, **params)
    return [(each["kind"], each["direction"], each["unit"]) for each in answer.json()["items"]]


async def gas_meter(env: MonitoringEnv, unit: str) -> UUID:
    device = await meter(env, "gas")
    await env.db.pool.execute(
        "UPDATE channel SET unit = $2 WHERE device_id = $1 AND code = 'gas'", device, unit
    )
    return device


async def test_kinds_are_listed_in_order_with_their_channels(env: MonitoringEnv) -> None:
    client = await env.person()
    await meter(env, "gas", "export", "import-t1", "production", owner=client.id)
    await meter(env, owner=client.id)

    items = (await env.ask(KINDS, client)).json()["items"]

    assert await measured(env, client) == [
        ("electricity", "import", "kWh"),
        ("electricity", "export", "kWh"),
        ("electricity", "production", "kWh"),
        ("gas", "import", "m3"),
    ]
    assert (items[0]["channels"], items[0]["device_count"]) == (["import", "import-t1"], 2)
    assert (items[3]["channels"], items[3]["device_count"]) == (["gas"], 1)


async def test_a_client_sees_the_kinds_of_no_one_else(env: MonitoringEnv) -> None:
    client, admin = await env.person(), await env.admin()
    await meter(env, owner=client.id)
    other = await meter(env, "gas", owner=uuid4())

    assert await measured(env, client) == [("electricity", "import", "kWh")]
    assert await measured(env, client, device_id=other) == []
    assert ("gas", "import", "m3") in await measured(env, admin, device_id=other)


async def test_gas_in_two_units_is_asked_for_by_unit(env: MonitoringEnv) -> None:
    admin = await env.admin()
    in_m3, in_kwh = await gas_meter(env, "m3"), await gas_meter(env, "kWh")
    await send(env, in_m3, "gas", [1.0] * 24, DAY)
    await send(env, in_kwh, "gas", [2.0] * 24, DAY)
    devices = [in_m3, in_kwh]

    kinds = await measured(env, admin, device_id=devices)
    answer = await env.consumption(admin, **RANGE, kind="gas", unit="kWh")
    both = await env.ask("/consumption", admin, **RANGE, kind="gas", status=422)

    assert [kind for kind in kinds if kind[0] == "gas"] == [
        ("gas", "import", "kWh"),
        ("gas", "import", "m3"),
    ]
    assert (answer["unit"], answer["total"]["energy_kwh"]) == ("kWh", 48.0)
    assert both.json()["code"] == "units_differ"


async def test_present_kinds_leave_out_devices_of_the_past_and_removed_channels(
    env: MonitoringEnv,
) -> None:
    client = await env.person()
    kept = await meter(env, "gas", owner=client.id)
    past, other = await meter(env, "export", owner=client.id), uuid4()
    for code in ("import", "export"):
        channel = None if code == "import" else code
        state = {"owner_id": other, "owned_since": DAY, "version": 2}
        await env.db.device(past, channel=channel, **state)
    await env.db.pool.execute(
        "UPDATE channel SET deleted = true WHERE device_id = $1 AND code = 'gas'", kept
    )

    assert await measured(env, client) == [
        ("electricity", "import", "kWh"),
        ("electricity", "export", "kWh"),
        ("gas", "import", "m3"),
    ]
    assert await measured(env, client, present=True) == [("electricity", "import", "kWh")]
