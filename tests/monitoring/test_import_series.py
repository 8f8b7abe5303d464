"""Files whose rows are of several meters, registers or kinds: none is taken for another."""

from decimal import Decimal
from typing import Any

import pytest

from kilowatch.monitoring.imports.domain import MappingUnclear
from tests.monitoring.db import MonitoringDb
from tests.monitoring.file_reader import SAMPLES, outcome, read_bytes
from tests.monitoring.import_client import ImportClient

FIELD = [
    (
        "fluvius",
        "Register",
        {
            "Afname Dag": "2.34",
            "Afname Nacht": "1.45",
            "Injectie Dag": "1.2",
            "Injectie Nacht": "0",
        },
    ),
    ("engie_gas", "Type", {"Elektriciteit": "245.6", "Gas": "590"}),
    ("engie_solar", "Type", {"Levering": "26.3", "Teruglevering": "12.8"}),
    ("liander_two_meters", "Meternummer", {"00011122": "227.6", "00011133": "45.9"}),
]


def sample(name: str) -> bytes:
    """Return a sample of our own making."""
    return (SAMPLES / f"{name}.csv").read_bytes()


@pytest.mark.parametrize(("name", "column", "totals"), FIELD)
def test_a_file_of_several_series_is_refused_with_their_totals(
    name: str, column: str, totals: dict[str, str]
) -> None:
    with pytest.raises(MappingUnclear, match=f"{column} tells them apart") as refusal:
        read_bytes(sample(name), "Europe/Brussels")

    assert refusal.value.fields["apart"][0] == column
    series = refusal.value.fields["series"]
    assert {each["filter"][column]: each["total"] for each in series} == totals
    for value, kwh in totals.items():
        got = outcome(sample(name), "Europe/Brussels", only=[f"{column}={value}"])
        assert (got.kwh, got.rejected) == (Decimal(kwh), {})


def test_several_values_of_a_column_are_one_series_together() -> None:
    got = outcome(
        sample("fluvius"),
        "Europe/Brussels",
        only=["Register=Afname Dag", "Register=Afname Nacht"],
    )

    assert (got.rows, got.kwh, got.first) == (96, Decimal("3.79"), "2024-05-14 22:00")


def test_two_meters_are_added_on_request() -> None:
    got = outcome(sample("liander_two_meters"), "Europe/Amsterdam", add=True)

    assert (got.rows, got.kwh) == (20, Decimal("273.5"))


@pytest.mark.parametrize("name", ["engie_gas", "engie_solar", "fluvius"])
def test_kinds_and_directions_are_never_added(name: str) -> None:
    with pytest.raises(MappingUnclear, match="can't be added") as refusal:
        read_bytes(sample(name), "Europe/Brussels", add=True)

    assert "add=true" not in refusal.value.detail


def test_bills_end_at_their_date_and_the_first_has_no_beginning() -> None:
    reading = read_bytes(sample("xcel_bills"), "America/Denver")

    rows = list(reading.found.rows())
    days = [round((row.interval_s or 0) / 86_400) for row in rows]
    assert days == [29, 33, 30, 31, 32, 29, 30, 33, 31, 29, 32, 30]
    assert f"{rows[0].measured_at:%Y-%m-%d %H:%M}" == "2023-01-12 07:00"
    assert sum(row.value_uwh for row in rows) == 8398 * 10**9
    assert dict(reading.found.reasons) == {"interval_unclear": 1}


def test_mean_power_at_the_end_of_half_hours_is_energy_before_it() -> None:
    got = outcome(sample("enedis_load_curve"), "Europe/Paris")

    assert got == (50, Decimal("4.908"), "2023-10-28 22:00", {}, 0)


WORDS = [
    ("time,Direction,kWh", ",Export,", "Direction"),
    ("time,Type,kWh", ",Gas,", "Type"),
    ("time,Sensor,kWh", ",PV production,", "Sensor"),
    ("time,Register,kWh", ",2.8.0,", "Register"),
]


@pytest.mark.parametrize(("header", "between", "column"), WORDS)
def test_a_file_that_says_that_it_is_of_something_else_is_refused(
    header: str, between: str, column: str
) -> None:
    rows = "".join(f"2025-06-01 0{n}:00{between}{n % 3}\n" for n in range(8))
    file = f"{header}\n{rows}".encode()

    with pytest.raises(MappingUnclear, match=f"{column} says that rows are of"):
        read_bytes(file)

    assert outcome(file, only=[f"{column}={between.strip(',')}"]).kwh == 7


@pytest.mark.parametrize("name", ["Export kWh", "Teruglevering (kWh)", "Gas kWh", "PV yield kWh"])
def test_a_column_that_says_that_it_is_of_something_else_has_to_be_chosen(name: str) -> None:
    rows = "".join(f"2025-06-01 0{n}:00,{n % 3}\n" for n in range(8))
    file = f"time,{name}\n{rows}".encode()

    with pytest.raises(MappingUnclear, match="seems to hold"):
        read_bytes(file)

    assert outcome(file, value_column=name).kwh == 7


def test_readings_of_two_registers_that_alternate_are_refused() -> None:
    rows = "".join(f"2025-06-{n + 1:02},T{n % 2 + 1},{1000 * (n % 2 + 1) + n}\n" for n in range(20))
    with pytest.raises(MappingUnclear, match="alternate between values of Tariff"):
        read_bytes(f"date,Tariff,Meter reading kWh\n{rows}".encode())


def test_rows_without_a_column_that_tells_them_apart_are_refused() -> None:
    rows = "".join(f"2025-06-01 0{n // 2}:00,{n * 7 % 5}\n" for n in range(16))
    file = f"time,kWh\n{rows}".encode()

    with pytest.raises(MappingUnclear, match="8 moments have several rows"):
        read_bytes(file)

    assert outcome(file, add=True).kwh == sum(n * 7 % 5 for n in range(16))


def test_series_in_the_repeated_hour_are_each_read_in_their_order() -> None:
    times = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
    rows = "".join(
        f"2025-10-26 {time};{meter};{n + 1}\n"
        for n, time in enumerate(times)
        for meter in ("A", "B")
    )
    file = f"Zeit;Meter;kWh\n{rows}".encode()

    reading = read_bytes(file, "Europe/Berlin", add=True, kind="interval")

    read = [(f"{row.measured_at:%H:%M}", row.value_uwh // 10**9) for row in reading.found.rows()]
    assert read == [
        ("23:30", 2), ("00:00", 4), ("00:30", 6), ("01:00", 8), ("01:30", 10), ("02:00", 12)
    ]  # fmt: skip


async def test_the_refusal_and_the_choice_go_over_the_api(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device(time_zone="Europe/Brussels")
    path = f"/devices/{device}/imports/preview"

    refused: Any = (await import_client.send(path, sample("fluvius"))).json()
    told = await import_client.run(
        device, sample("fluvius"), only=["Register=Afname Dag", "Register=Afname Nacht"]
    )

    assert (refused["code"], refused["apart"]) == ("mapping_unclear", ["Register"])
    assert [each["direction"] for each in refused["series"]] == [
        "import", "import", "export", "export"
    ]  # fmt: skip
    assert (told["new"], told["difference_kwh"]) == (96, 3.79)
    assert [each["filter"]["Register"] for each in told["report"]["series"]] == [
        "Afname Dag", "Afname Nacht"
    ]  # fmt: skip
    assert told["options"]["only"] == ["Register=Afname Dag", "Register=Afname Nacht"]


async def test_billing_periods_are_stored_with_their_lengths(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device(time_zone="America/Denver")

    told = await import_client.run(device, sample("xcel_bills"))
    again = await import_client.run(device, sample("xcel_bills"))

    lengths = await db.rows(
        "SELECT round(interval_s / 86400.0)::int AS days FROM reading ORDER BY measured_at"
    )
    assert (told["new"], told["difference_kwh"]) == (12, 8398.0)
    assert told["report"]["ends_at"] == "2024-01-16T07:00:00Z"
    assert [row["days"] for row in lengths][:3] == [29, 33, 30]
    assert (again["new"], again["same"]) == (0, 12)


WEEKS = "".join(f"{day},7.5\n" for day in ("2024-10-14", "2024-10-21", "2024-10-28", "2024-11-04"))


def test_weeks_ask_which_end_a_date_names_and_are_as_long_as_the_clock_says() -> None:
    file = f"Week,Energy kWh\n{WEEKS}".encode()

    with pytest.raises(MappingUnclear, match="Rows are 7 days apart"):
        read_bytes(file, "Europe/Amsterdam")

    reading = read_bytes(file, "Europe/Amsterdam", timestamps_mark="interval_start")
    assert [(row.interval_s or 0) // 3600 for row in reading.found.rows()] == [168, 169, 168, 168]
    ends = read_bytes(file, "Europe/Amsterdam", timestamps_mark="interval_end")
    assert [(row.interval_s or 0) // 3600 for row in ends.found.rows()] == [168, 168, 169, 168]
