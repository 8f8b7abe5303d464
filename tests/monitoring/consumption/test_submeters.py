"""Submeters: counted once in a total, and what is left of the meter above them."""

from uuid import UUID

from kilowatch.contracts.channels import channel_id
from tests.monitoring.consumption.test_channel_answers import (
    DAY,
    HOUR,
    RANGE,
    energies,
    meter,
    send,
)
from tests.monitoring.env import Json, MonitoringEnv


async def put_under(env: MonitoringEnv, part: UUID, whole: UUID, code: str = "import") -> None:
    await env.db.pool.execute(
        "UPDATE channel SET part_of_id = $2 WHERE channel_id = $1",
        channel_id(part, code),
        channel_id(whole, "import"),
    )


async def house(env: MonitoringEnv, owner: UUID | None = None) -> tuple[UUID, UUID, UUID]:
    """Return a house of 3 kWh an hour, its first floor of 2 and a charger there of 0.5."""
    whole, floor, charger = [await meter(env, owner=owner) for _ in range(3)]
    await put_under(env, floor, whole)
    await put_under(env, charger, floor)
    await send(env, whole, "import", [3.0] * 24)
    await send(env, floor, "import", [2.0] * 24)
    await send(env, charger, "import", [0.5] * 24)
    return whole, floor, charger


def by_device(answer: Json) -> dict[str, Json]:
    return {each["device_id"]: each for each in answer["series"]}


async def test_a_submeter_is_counted_once(env: MonitoringEnv) -> None:
    admin = await env.admin()
    ids = list(await house(env))

    for ask in ({}, {"device_id": ids}, {"split": "device"}, {"compare": "previous"}):
        answer = await env.consumption(admin, **RANGE, **ask)
        assert answer["total"]["energy_kwh"] == 72.0
        assert (answer["total"]["state"], answer["device_count"]) == ("measured", 1)


async def test_a_submeter_without_the_meter_above_it_counts(env: MonitoringEnv) -> None:
    admin = await env.admin()
    _, floor, charger = await house(env)

    alone = await env.consumption(admin, **RANGE, device_id=charger)
    both = await env.consumption(admin, **RANGE, device_id=[charger, floor])

    assert (alone["total"]["energy_kwh"], both["total"]["energy_kwh"]) == (12.0, 48.0)


async def test_a_meter_above_that_the_caller_may_not_see_hides_nothing(
    env: MonitoringEnv,
) -> None:
    client = await env.person()
    whole = await meter(env)
    flat = await meter(env, owner=client.id)
    await put_under(env, flat, whole)
    await send(env, whole, "import", [3.0] * 24)
    await send(env, flat, "import", [1.0] * 24)

    answer = await env.consumption(client, **RANGE, split="device")

    assert answer["total"]["energy_kwh"] == 24.0
    [series] = answer["series"]
    assert (series["part_of"], series["counted"]) == (None, True)


async def test_a_submeter_counts_where_the_meter_above_does_not_report_yet(
    env: MonitoringEnv,
) -> None:
    admin = await env.admin()
    whole, floor = await meter(env), await meter(env)
    await put_under(env, floor, whole)
    await send(env, floor, "import", [1.0] * 24)
    await send(env, whole, "import", [3.0] * 12, DAY + 12 * HOUR)

    answer = await env.consumption(admin, **RANGE, resolution="hour", split="device")

    assert energies(answer) == [1.0] * 12 + [3.0] * 12
    shown = by_device(answer)
    assert energies(shown[str(floor)]) == [1.0] * 24
    assert (shown[str(floor)]["counted"], shown[str(whole)]["counted"]) == (False, True)


async def test_the_rest_is_what_no_submeter_measures(env: MonitoringEnv) -> None:
    admin = await env.admin()
    whole, floor, charger = await house(env)

    answer = await env.consumption(admin, **RANGE, resolution="hour", split="device")

    shown = by_device(answer)
    assert shown[str(charger)]["part_of"] == {"device_id": str(floor), "channel": "import"}
    assert (shown[str(charger)]["rest"], shown[str(whole)]["part_of"]) == (None, None)
    rest = shown[str(whole)]["rest"]
    assert energies(rest) == [1.0] * 24
    assert (rest["energy_kwh"], rest["state"], rest["below_zero"]) == (24.0, "measured", False)
    assert shown[str(floor)]["rest"]["energy_kwh"] == 36.0


async def test_a_rest_below_zero_says_so_and_one_without_data_is_unknown(
    env: MonitoringEnv,
) -> None:
    admin = await env.admin()
    whole, part = await meter(env), await meter(env)
    await put_under(env, part, whole)
    await send(env, whole, "import", [1.0] * 24)
    await send(env, part, "import", [1.25], DAY + HOUR)
    await send(env, part, "import", [0.25], DAY + 3 * HOUR)

    answer = await env.consumption(admin, **RANGE, resolution="hour", split="device")

    rest = by_device(answer)[str(whole)]["rest"]
    # Nothing was metered separately before the submeter's first reading.
    assert energies(rest)[:5] == [1.0, -0.25, None, 0.75, None]
    assert [each["below_zero"] for each in rest["buckets"][:3]] == [False, True, False]
    assert [each["state"] for each in rest["buckets"][:3]] == ["measured", "measured", "missing"]
    assert (rest["energy_kwh"], rest["below_zero"], rest["state"]) == (1.5, True, "missing")


async def test_a_file_says_what_is_counted(env: MonitoringEnv) -> None:
    admin = await env.admin()
    whole, floor, _ = await house(env)

    text = (
        await env.ask(
            "/consumption", admin, **RANGE, format="csv", split="device", device_id=[whole, floor]
        )
    ).text

    rows = [line.split(",") for line in text.splitlines()]
    place = rows[0].index("counted")
    counted = {row[0]: row[place] for row in rows[1:]}
    assert counted == {str(whole): "true", str(floor): "false"}


async def test_peaks_count_a_submeter_once(env: MonitoringEnv) -> None:
    admin = await env.admin()
    await house(env)

    answer = await env.ask("/peaks", admin, **RANGE, count=1)

    assert answer.json()["hours"][0]["energy_kwh"] == 3.0


async def test_a_day_of_one_device_leaves_out_what_is_a_part_of_itself(env: MonitoringEnv) -> None:
    admin = await env.admin()
    device = await meter(env, "import-t1")
    await put_under(env, device, device, "import-t1")
    await send(env, device, "import", [1.0] * 12)
    await send(env, device, "import-t1", [0.5] * 24)

    answer = await env.ask(f"/devices/{device}/consumption", admin, date="2025-06-02")

    assert answer.json()["energy_kwh"] == 12.0
