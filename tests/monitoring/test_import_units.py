"""Files of gas, water and heat: in the channel's unit, or refused with the question."""

from decimal import Decimal

import pytest

from kilowatch.monitoring.imports.domain import MappingUnclear, Target
from tests.monitoring.db import MonitoringDb
from tests.monitoring.file_reader import SAMPLES, outcome, read_bytes
from tests.monitoring.import_client import ImportClient
from tests.monitoring.test_import_parts import part

GAS, WATER, HEAT = (
    Target("gas", "import", "m3"),
    Target("water", "import", "L"),
    Target("heat", "import", "GJ"),
)


def rows(name: str, values: tuple[str, ...] = ("1.5", "0.25", "2"), between: str = "") -> bytes:
    """Return hours of a day under a header of this name."""
    lines = (f"2025-06-01 0{n}:00,{between}{value}" for n, value in enumerate(values))
    return "\n".join((f"time,{name}", *lines, "")).encode()


EXACT = [
    ("Gas m3", GAS, "3.75"),
    ("Verbruik gas (m³)", GAS, "3.75"),
    ("Gas L", GAS, "0.00375"),
    ("Gas ft3", GAS, "0.106188175"),
    ("Usage CCF", GAS, "10.618817472"),
    ("Water m3", WATER, "3750"),
    ("Litres of water", WATER, "3.75"),
    ("Wärme GJ", HEAT, "3.75"),
    ("Heat MJ", HEAT, "0.00375"),
    ("Gas kWh", Target("gas", "import", "kWh"), "3.75"),
]


@pytest.mark.parametrize(("name", "target", "total"), EXACT)
def test_values_become_the_unit_of_the_channel(name: str, target: Target, total: str) -> None:
    got = outcome(rows(name), target=target)

    assert (got.rows, got.kwh, got.rejected) == (3, Decimal(total), {})


def test_a_column_of_units_is_followed_row_by_row() -> None:
    file = b"time,Gas,Unit\n2025-06-01 00:00,1,m3\n2025-06-01 01:00,500,L\n2025-06-01 02:00,2,GJ\n"

    got = outcome(file, target=GAS)

    assert (got.kwh, got.rejected) == (Decimal("1.5"), {"unit_unknown": 1})


ASKED = [
    (rows("Gas kWh"), GAS, "is not in a unit that becomes m3"),
    (rows("Gas therms"), GAS, "is not in a unit that becomes m3"),
    (rows("Gas"), GAS, "names no unit; say unit=m3, L, ft3 or CCF"),
    (rows("Amount m3"), Target(), "is not electricity in a unit we know"),
    (
        b"time,Amount,Unit\n2025-06-01 00:00,1,GJ\n2025-06-01 01:00,2,GJ\n",
        GAS,
        "'GJ' is not in a unit",
    ),
    (rows("Gas kWh"), Target(), "seems to hold gas"),
    (rows("Water m3"), GAS, "seems to hold water"),
    (rows("Heat kWh"), HEAT, "say unit=GJ or MJ"),
    (rows("Kind,m3", between="water,"), GAS, "Kind says that rows are of water"),
]


@pytest.mark.parametrize(("file", "target", "question"), ASKED)
def test_another_kind_of_unit_is_asked_about(file: bytes, target: Target, question: str) -> None:
    with pytest.raises(MappingUnclear, match=question):
        read_bytes(file, target=target)


def test_a_unit_that_was_said_has_to_fit_the_channel() -> None:
    with pytest.raises(MappingUnclear, match="said to be in kWh, and the channel is in m3"):
        read_bytes(rows("Gas"), target=GAS, unit="kWh")

    assert outcome(rows("Gas"), target=GAS, unit="CCF").kwh == Decimal("10.618817472")


def test_what_a_channel_measures_needs_no_choice() -> None:
    file = b"time,Direction,kWh\n" + b"".join(b"2025-06-01 0%d:00,Export,1\n" % n for n in range(3))

    assert outcome(file, target=Target("electricity", "export", "kWh")).kwh == 3
    with pytest.raises(MappingUnclear, match="Direction says that rows are of export"):
        read_bytes(file)


async def test_electricity_and_gas_of_one_file_fill_their_channels_and_are_undone(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device(name="House")
    await db.device(device, channel="gas", name="House")
    file = b"when,Import kWh,Gas m3\n" + b"".join(
        b"2025-06-02T%02d:00,%d,0.125\n" % (hour, hour + 1) for hour in range(3)
    )
    series = [part("import", value_column="Import kWh"), part("gas", value_column="Gas m3")]

    told = await import_client.run(device, file, series=series)

    assert [(each["channel"], each["unit"], each["total"]) for each in told["report"]["parts"]] == [
        ("import", "kWh", "6"),
        ("gas", "m3", "0.375"),
    ]
    assert [each["difference"] for each in told["parts"]] == [6, 0.375]
    stored = "SELECT sum(energy_uwh)::bigint AS mm3 FROM reading JOIN channel USING (channel_key)"
    [row] = await db.rows(f"{stored} WHERE code = 'gas'")
    assert row["mm3"] == 375_000_000
    preview = await import_client.preview(device, file, channel="gas")
    assert (preview["same"], preview["total_kwh"]) == (3, None)
    assert preview["first_rows"][0] | {"line": 2} == {
        "line": 2, "measured_at": "2025-06-02T00:00:00Z", "value_kwh": None, "value": 0.125
    }  # fmt: skip
    assert (await import_client.undo(told["id"]))["undone"] == 6
    assert (await db.rows(stored))[0]["mm3"] is None


def test_green_button_gas_is_read_into_a_gas_channel() -> None:
    file = (SAMPLES / "formats" / "green_button.xml").read_text("utf-8")
    for tag, was, now in (("uom", 72, 119), ("commodity", 1, 7)):
        file = file.replace(f"<{tag}>{was}</{tag}>", f"<{tag}>{now}</{tag}>")
    wanted = read_bytes(file.encode(), "America/New_York", target=GAS)

    assert {series.energy for series in wanted.series} <= {"gas", None}
    assert len(wanted.found) > 0
    with pytest.raises(MappingUnclear):
        read_bytes(file.encode(), "America/New_York")
    with pytest.raises(MappingUnclear):
        read_bytes(file.encode(), "America/New_York", target=WATER)
