"""Files as meters and utilities write them: right to the last digit, or asked about."""

from decimal import Decimal
from typing import Any

import pytest

from kilowatch.monitoring.imports.domain import MappingUnclear
from tests.monitoring.file_reader import SAMPLES, outcome, read_bytes

MADRID, PARIS, BUCHAREST = "Europe/Madrid", "Europe/Paris", "Europe/Bucharest"

RIGHT = [
    ("ampm", "UTC", 48, "14.4", "2022-11-13 00:00"),
    ("apostrophe", PARIS, 24, "24.288", "2024-04-30 22:00"),
    ("space_thousands", PARIS, 24, "24.288", "2024-04-30 22:00"),
    ("quoted_thousands", "UTC", 24, "17.598", "2024-05-01 00:00"),
    ("compact", "UTC", 24, "12.0", "2024-05-01 00:00"),
    ("cups_hour_number", MADRID, 169, "212.5", "2024-10-24 22:00"),
    ("dot_time", "UTC", 24, "12.0", "2024-05-01 00:00"),
    ("ymd_slash", "UTC", 24, "12.0", "2024-05-01 00:00"),
    ("month_name", "UTC", 24, "12.0", "2024-05-01 00:00"),
    ("two_digit_year", "UTC", 24, "12.0", "2022-10-29 00:00"),
    ("utc_word", PARIS, 24, "12.0", "2024-05-01 00:00"),
    ("space_offset", "UTC", 24, "12.0", "2024-04-30 22:00"),
    ("excel_serial", "UTC", 24, "12.0", "2024-05-01 00:00"),
    ("enedis_w", PARIS, 48, "5.364", "2023-01-31 23:00"),
    ("enedis_kw", "UTC", 48, "12.564", "2023-01-31 23:00"),
    ("enedis_dst", PARIS, 6, "2.1", "2023-10-28 23:30"),
    ("french_end", PARIS, 48, "24.0", "2023-01-31 23:00"),
    ("hour24", "Europe/Prague", 96, "24.0", "2025-01-30 23:00"),
    ("monthly_interval", PARIS, 12, "2405", "2022-12-31 23:00"),
    ("mwh_small", "UTC", 24, "0.005076", "2024-05-01 00:00"),
    ("watts", "UTC", 24, "5.076", "2024-05-01 00:00"),
    ("sep_line", "UTC", 24, "12.0", "2024-05-01 00:00"),
    ("blank_first", "UTC", 24, "12.0", "2024-05-01 00:00"),
    ("utf16", "UTC", 24, "12.0", "2024-05-01 00:00"),
    ("range_stamp", "UTC", 23, "11.5", "2025-10-19 00:00"),
    ("start_and_end_times", "UTC", 24, "12.0", "2024-05-01 00:00"),
    ("octopus_zero", "Europe/London", 4, "0.9", "2024-10-26 23:30"),
    ("daily_dst", PARIS, 20, "480", "2024-03-19 23:00"),
    ("dst_interleaved", BUCHAREST, 7, "13", "2024-10-26 23:00"),
    ("dst_swiss_order", BUCHAREST, 7, "13", "2024-10-26 23:00"),
    ("dst_forwards", BUCHAREST, 100, "14.5", "2024-10-26 21:00"),
    ("register_jitter", "UTC", 96, "9.5", "2025-03-03 00:00"),
    ("register_zero", "UTC", 96, "9.5", "2025-03-03 00:00"),
    ("register_monthly", "UTC", 12, "3300", "2024-01-01 00:00"),
    ("register_daily_short", "UTC", 14, "117", "2024-05-01 00:00"),
]


@pytest.mark.parametrize(("name", "zone", "rows", "kwh", "first"), RIGHT)
def test_a_file_is_right_without_an_option(
    name: str, zone: str, rows: int, kwh: str, first: str
) -> None:
    got = outcome((SAMPLES / f"kinds/{name}.csv").read_bytes(), zone)

    assert (got.rows, got.kwh, got.first, got.rejected) == (rows, Decimal(kwh), first, {})


REJECTED = [
    ("concat", 48, "24", {"time_malformed": 1}),
    ("totals", 24, "12", {"time_malformed": 1}),
    ("negative", 16, "8", {"value_negative": 8}),
]


@pytest.mark.parametrize(("name", "rows", "kwh", "rejected"), REJECTED)
def test_lines_that_are_no_readings_are_rejected_and_the_others_right(
    name: str, rows: int, kwh: str, rejected: dict[str, int]
) -> None:
    got = outcome((SAMPLES / f"kinds/{name}.csv").read_bytes())

    assert (got.rows, got.kwh, got.rejected) == (rows, Decimal(kwh), rejected)


ASKED = [
    ("ambiguous_thousands", "decimals=", {"decimals": "comma", "kind": "interval"}, 24, "29.796"),
    ("ampm_joined", "kind=", {"kind": "interval"}, 24, "30.0"),
    ("compact8", "time_column", {"time_column": "1", "unit": "Wh"}, 4, "1.75"),
    ("mixed_dates", "dates=", {"dates": "dmy"}, 27, "13.5"),
    ("preamble", "dates=", {"dates": "mdy"}, 24, "4.8"),
    ("wide", "unit=", {"unit": "kWh"}, 456, "114"),
    ("long_format", "only=Register=Offtake", {"only": ["Register=Offtake"]}, 96, "24"),
]


@pytest.mark.parametrize(("name", "asked_for", "said", "rows", "kwh"), ASKED)
def test_what_is_not_certain_is_asked_for_and_right_once_it_is_said(
    name: str, asked_for: str, said: dict[str, Any], rows: int, kwh: str
) -> None:
    file = (SAMPLES / f"kinds/{name}.csv").read_bytes()
    with pytest.raises(MappingUnclear, match=asked_for):
        read_bytes(file)

    got = outcome(file, **said)

    assert (got.rows, got.kwh, got.rejected) == (rows, Decimal(kwh), {})


def test_a_decimal_comma_among_commas_is_refused_however_many_columns_it_makes() -> None:
    with pytest.raises(MappingUnclear, match="more cells than the header"):
        read_bytes((SAMPLES / "kinds/unquoted_comma.csv").read_bytes())


def test_a_replaced_meter_is_read_as_a_register() -> None:
    reading = read_bytes((SAMPLES / "kinds/register_swap.csv").read_bytes())

    assert reading.mapping.kind == "register"


def test_months_have_their_own_lengths() -> None:
    reading = read_bytes((SAMPLES / "kinds/monthly_interval.csv").read_bytes(), PARIS)

    hours = [(row.interval_s or 0) / 3600 for row in reading.found.rows()]
    assert hours[:4] == [744, 672, 743, 720]


def test_days_of_a_clock_change_have_their_own_lengths() -> None:
    reading = read_bytes((SAMPLES / "kinds/daily_dst.csv").read_bytes(), PARIS)

    hours = {row.measured_at.day: (row.interval_s or 0) / 3600 for row in reading.found.rows()}
    assert (hours[29], hours[30], hours[31]) == (24, 23, 24)


def hours(line: str, days: int = 2, each: int = 24) -> str:
    """Return lines of the first days of May 2024, by a pattern with day, hour and value."""
    return "".join(
        line.format(day=day, hour=hour, next=hour + 1, value=f"0.{hour % 5 + 1}")
        for day in range(1, days + 1)
        for hour in range(each)
    )


WRITTEN = [
    ("Date,Hour,kWh\n" + hours("2024-05-0{day},{hour},{value}\n"), 48, "14.0"),
    ("Date,Hour Ending,kWh\n" + hours("2024-05-0{day},{next},{value}\n"), 48, "14.0"),
    ("Date,Hour,kWh\n" + hours("2024-05-0{day},H{next:02},{value}\n"), 48, "14.0"),
    ("Date,Period,kWh\n" + hours("2024-05-0{day},{next},{value}\n", each=48), 96, "28.2"),
    ("Month,kWh\nJan 2024,300\nFeb 2024,310\nMar 2024,290\n", 3, "900"),
    ("Period end,kWh\n2024-01-31,300\n2024-02-29,310\n2024-03-31,290\n", 3, "900"),
    ("Start,End,kWh\n01/15/2024,02/14/2024,300\n02/14/2024,03/16/2024,310\n", 2, "610"),
    ("Start,End,kWh\n01/15/2024,02/13/2024,300\n02/14/2024,03/15/2024,310\n", 2, "610"),
    ("Read Date,Days,kWh\n02/14/2024,30,300\n03/16/2024,31,310\n", 2, "610"),
]


@pytest.mark.parametrize(("text", "rows", "kwh"), WRITTEN)
def test_periods_are_right_however_they_are_written(text: str, rows: int, kwh: str) -> None:
    got = outcome(text.encode())

    assert (got.rows, got.kwh, got.rejected) == (rows, Decimal(kwh), {})


ESTIMATED = [
    "Quality:A:E",
    "Quality:A:S",
    "Quality:measured:Substituted",
    "Estimated:0:1",
    "Estimated?:No:Yes",
    "Note::estimated",
    "Validatiestatus:Gevalideerd:Geschat",
]
UNUSABLE = [
    "Status:OK:Missing",
    "Missing:0:1",
    "Quality:A:N",
    "Quality:A:Estimate missing",
    "Quality:Valid:Invalid",
]


def flagged(flags: str) -> bytes:
    """Return a day of 1 kWh an hour, with another flag at 03:00."""
    name, measured, other = flags.split(":")
    lines = "".join(f"2024-05-01 {n:02}:00,1,{other if n == 3 else measured}\n" for n in range(24))
    return f"Time,kWh,{name}\n{lines}".encode()


@pytest.mark.parametrize("flags", ESTIMATED)
def test_a_value_that_is_flagged_as_estimated_is_marked(flags: str) -> None:
    found = read_bytes(flagged(flags)).found

    assert [row.measured_at.hour for row in found.rows() if row.estimated] == [3]
    assert (len(found), found.reasons) == (24, {})


@pytest.mark.parametrize("flags", UNUSABLE)
def test_a_value_that_is_flagged_as_missing_or_wrong_is_rejected(flags: str) -> None:
    got = outcome(flagged(flags))

    assert (got.rows, got.kwh, got.rejected) == (23, 23, {"value_not_measured": 1})
    assert got.estimated == 0


@pytest.mark.parametrize("flag", ["E", "estimated"])
def test_choosing_estimated_rows_does_not_make_them_measured(flag: str) -> None:
    got = outcome(flagged(f"Quality:A:{flag}"), only=["Quality=A", f"Quality={flag}"])

    assert (got.rows, got.estimated) == (24, 1)


@pytest.mark.parametrize("order", [1, -1])
def test_a_measured_row_counts_before_an_estimated_one_for_the_same_time(order: int) -> None:
    lines = [f"2024-05-01 {n:02}:00,{n % 5},A\n" for n in range(24)]
    lines += [f"2024-05-01 {n:02}:00,{n % 5 + 1},E\n" for n in range(24)]

    found = read_bytes(f"Time,kWh,Quality\n{''.join(lines[::order])}".encode()).found

    assert (len(found), sum(found.value), found.estimates()) == (24, 46 * 10**9, 0)


def test_a_sum_with_an_estimated_addend_is_estimated() -> None:
    lines = "".join(
        f"2024-05-01 {n:02}:00,{tariff},1,{'E' if (n, tariff) == (3, 'T2') else 'A'}\n"
        for n in range(24)
        for tariff in ("T1", "T2")
    )

    found = read_bytes(f"Time,Tariff,kWh,Quality\n{lines}".encode(), add=True).found

    assert [row.measured_at.hour for row in found.rows() if row.estimated] == [3]
    assert (len(found), sum(found.value)) == (24, 48 * 10**9)


def test_flags_that_nobody_knows_are_asked_about() -> None:
    lines = "".join(f"2024-05-01 {n:02}:00,1,{'Q7' if n == 3 else 'Q1'}\n" for n in range(24))
    file = f"Time,kWh,Quality\n{lines}".encode()

    with pytest.raises(MappingUnclear, match="Q1, Q7 isn't known"):
        read_bytes(file)

    assert outcome(file, only=["Quality=Q1"]).rows == 23


UNCLEAR = [
    ("Time,Energy (GJ)\n" + hours("2024-05-0{day} {hour:02}:00,{value}\n"), "not electricity"),
    ("Time,USAGE MWH\n" + hours("2024-05-0{day} {hour:02}:00,{value}\n"), "isn't clear"),
    (
        "Time,kWh\n" + hours("2024-05-01 {next:02}:00,{value}\n", 1, 23) + "2024-05-02 00:00,1\n",
        "ends",
    ),
    ("Period end,kWh\n2024-05-01,30\n2024-05-02,31\n2024-05-03,30\n", "timestamps_mark="),
    ("Time,Day kWh,Night kWh\n" + hours("2024-05-0{day} {hour:02}:00,{value},1\n"), "value_column"),
]


@pytest.mark.parametrize(("text", "says"), UNCLEAR)
def test_what_may_mean_two_things_is_asked_about(text: str, says: str) -> None:
    with pytest.raises(MappingUnclear, match=says):
        read_bytes(text.encode())
