"""One file fills several channels and devices in one import, which is undone as one."""

import json
from typing import Any
from uuid import UUID

import pytest

from tests.monitoring.admin_client import AdminClient
from tests.monitoring.correction_steps import KWH, everything, set_to
from tests.monitoring.db import MonitoringDb
from tests.monitoring.file_reader import SAMPLES
from tests.monitoring.import_client import ImportClient
from tests.monitoring.import_steps import ImportSteps

REGISTERS = b"when,Register,kWh\n" + b"".join(
    b"2025-06-02T%02d:00,%s,%d\n" % (hour, register, value)
    for hour in range(3)
    for register, value in ((b"Offtake", hour + 1), (b"Injection", 7))
)
COLUMNS = b"when,Import kWh,Export kWh\n" + b"".join(
    b"2025-06-02T%02d:00,%d,7\n" % (hour, hour + 1) for hour in range(3)
)


def part(channel: str, *only: str, **more: Any) -> str:
    """Return what the request says of a part."""
    return json.dumps({"channel": channel, "only": list(only), **more})


BOTH = [part("import", "Register=Offtake"), part("2.8.0", "Register=Injection")]


async def stored(db: MonitoringDb) -> dict[tuple[str, str], int]:
    """Return the kWh of each channel by the name of its device and its code."""
    rows = await db.rows(
        """SELECT name, code, sum(energy_uwh)::bigint AS uwh
           FROM hourly_consumption JOIN channel USING (channel_key)
           GROUP BY 1, 2 HAVING sum(energy_uwh) > 0"""
    )
    return {(row["name"], row["code"]): row["uwh"] // KWH for row in rows}


async def solar(db: MonitoringDb, name: str = "House") -> UUID:
    """Return a device with the channels import and export."""
    device = await db.device(name=name)
    await db.device(device, channel="export", name=name)
    return device


async def test_registers_fill_their_channels_in_one_import_that_is_undone_as_one(
    db: MonitoringDb, admin_client: AdminClient, import_client: ImportClient
) -> None:
    device = await solar(db)
    empty = await everything(db)

    preview = await import_client.preview(device, REGISTERS, series=BOTH)
    assert await everything(db) == empty
    told = await import_client.run(device, REGISTERS, series=BOTH)

    assert preview == told["report"]
    assert [(each["channel"], each["readings"], each["total"]) for each in preview["parts"]] == [
        ("import", 3, "6"),
        ("export", 3, "21"),
    ]
    assert (preview["readings"], preview["total_kwh"]) == (6, None)
    assert [(each["channel"], each["state"], each["new"]) for each in told["parts"]] == [
        ("import", "done", 3),
        ("export", "done", 3),
    ]
    assert (told["state"], told["new"], told["difference_kwh"]) == ("done", 6, None)
    assert await stored(db) == {("House", "import"): 6, ("House", "export"): 21}
    assert (await admin_client.get("/imports"))["total"] == 1

    second = told["parts"][1]["id"]
    assert (await admin_client.get(f"/imports/{second}"))["id"] == told["id"]
    undone = await import_client.undo(second)
    assert (undone["id"], undone["state"], undone["undone"]) == (told["id"], "undone", 6)
    assert await everything(db) == empty


async def test_two_devices_are_filled_from_one_file(
    db: MonitoringDb, admin_client: AdminClient, import_client: ImportClient
) -> None:
    flat, shop = await db.device(name="Flat"), await db.device(name="Shop")
    series = [
        part("import", "Meternummer=00011122"),
        part("import", "Meternummer=00011133", device_id=str(shop)),
    ]

    told = await import_client.run(
        flat, (SAMPLES / "liander_two_meters.csv").read_bytes(), series=series
    )

    assert [(each["device_name"], each["total"]) for each in told["report"]["parts"]] == [
        ("Flat", "227.6"),
        ("Shop", "45.9"),
    ]
    assert await stored(db) == {("Flat", "import"): 227, ("Shop", "import"): 45}
    for device in (flat, shop):
        assert (await admin_client.get("/imports", device_id=device))["total"] == 1
    assert (await admin_client.get("/imports", search="shop"))["total"] == 1
    assert (await admin_client.get("/imports", search="barn"))["total"] == 0


async def test_columns_fill_their_channels(db: MonitoringDb, import_client: ImportClient) -> None:
    device = await solar(db)
    answer = await import_client.send(f"/devices/{device}/imports/preview", COLUMNS)

    assert answer.json()["code"] == "mapping_unclear"
    asked = [(each["column"], each["total"], each["direction"]) for each in answer.json()["series"]]
    assert asked == [("Import kWh", "6", "import"), ("Export kWh", "21", "export")]

    series = [part("import", value_column="Import kWh"), part("export", value_column="3")]
    await import_client.run(device, COLUMNS, series=series)
    assert await stored(db) == {("House", "import"): 6, ("House", "export"): 21}


async def test_registers_of_one_channel_are_added(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device(time_zone="Europe/Brussels")
    await db.device(device, channel="export", time_zone="Europe/Brussels")
    sides = {"import": "Afname", "export": "Injectie"}
    series = [
        part(channel, f"Register={name} Dag", f"Register={name} Nacht", add=True)
        for channel, name in sides.items()
    ]

    told = await import_client.run(device, (SAMPLES / "fluvius.csv").read_bytes(), series=series)

    totals = {each["channel"]: each["total"] for each in told["report"]["parts"]}
    assert totals == {"import": "3.79", "export": "1.2"}


async def test_a_preview_names_channels_that_are_not_there_yet(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()

    preview = await import_client.preview(device, REGISTERS, series=BOTH)
    refused = await import_client.send(f"/devices/{device}/imports", REGISTERS, series=BOTH)

    assert [each["is_new"] for each in preview["parts"]] == [False, True]
    assert (refused.status_code, refused.json()["code"]) == (404, "channel_not_found")
    assert await db.rows("SELECT 1 FROM import_job") == []


OFFTAKE = part("import", "Register=Offtake")
NOBODY = part("export", "Register=Injection", device_id=str(UUID(int=7)))
CONTRADICTIONS = [
    ([part("export", "Register=Offtake"), BOTH[1]], 422, "channel_twice"),
    ([OFFTAKE, part("export", "Register=Offtake")], 422, "mapping_unclear"),
    ([OFFTAKE, part("export")], 422, "mapping_unclear"),
    ([OFFTAKE, NOBODY], 404, "device_not_found"),
    (["{}}"], 422, "invalid_request"),
    (['{"chanel": "export"}'], 422, "invalid_request"),
    ([part("import", f"Register={number}") for number in range(33)], 422, "invalid_request"),
]


@pytest.mark.parametrize(("series", "status", "code"), CONTRADICTIONS)
async def test_parts_that_contradict_are_refused_and_nothing_is_stored(
    db: MonitoringDb, import_client: ImportClient, series: list[str], status: int, code: str
) -> None:
    device = await solar(db)

    answers = [
        await import_client.send(f"/devices/{device}/imports{suffix}", REGISTERS, series=series)
        for suffix in ("/preview", "")
    ]

    assert {(each.status_code, each.json()["code"]) for each in answers} == {(status, code)}
    assert await db.rows("SELECT 1 FROM import_job") == []
    assert await db.rows("SELECT 1 FROM import_row") == []


async def test_a_part_without_a_reading_is_shown_and_not_started(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await solar(db)
    file = REGISTERS.replace(b"Injection,7", b"Injection,-7")

    told = await import_client.run(device, file, series=BOTH)

    assert [each["readings"] for each in told["report"]["parts"]] == [3, 0]
    assert [each["channel"] for each in told["parts"]] == ["import"]


async def test_a_correction_on_top_of_one_part_keeps_all_parts(
    db: MonitoringDb, admin_client: AdminClient, import_client: ImportClient
) -> None:
    device = await solar(db)
    told = await import_client.run(device, REGISTERS, series=[BOTH[1], BOTH[0]])
    made = await admin_client.post(f"/devices/{device}/corrections", set_to(7))

    answer = await admin_client.request("POST", f"/imports/{told['id']}/undo")

    assert (answer.status_code, answer.json()["overtaken_by"]) == (409, [made["correction_id"]])
    assert (await admin_client.get(f"/imports/{told['id']}"))["state"] == "done"
    await admin_client.post(f"/corrections/{made['correction_id']}/undo")
    assert (await import_client.undo(told["id"]))["state"] == "undone"


async def test_an_import_on_top_is_named_once_by_its_number(
    db: MonitoringDb, admin_client: AdminClient, import_client: ImportClient
) -> None:
    device = await solar(db)
    below = await import_client.run(device, REGISTERS, series=BOTH)
    other = REGISTERS.replace(b",7", b",8").replace(b",1", b",5")
    above = await import_client.run(device, other, series=BOTH, conflicts="replace")

    answer = await admin_client.request("POST", f"/imports/{below['id']}/undo")

    assert (above["replaced"], answer.json()["overtaken_by"]) == (4, [above["id"]])


async def test_parts_go_on_step_by_step_and_stop_together(db: MonitoringDb) -> None:
    device = await solar(db)
    empty = await everything(db)
    steps = ImportSteps(db)
    number = await steps.start(device, REGISTERS, series=BOTH)

    await steps.step(2)
    assert await steps.state(number) == ("running", 2, 0)
    await steps.step(2)
    await steps.step(2)
    assert await steps.state(number) == ("running", 5, 0)
    await steps.undo(number)
    assert (await steps.state(number))[0] == "undoing"
    await steps.all_steps()

    assert await steps.state(number) == ("undone", 5, 5)
    assert await everything(db) == empty
