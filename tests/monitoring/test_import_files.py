"""Reading a file, and refusing it. Rules alone, and bad files over HTTP."""

import io
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kilowatch.monitoring.domain import Refused
from kilowatch.monitoring.imports.cells import number
from kilowatch.monitoring.imports.clock import LocalClock
from kilowatch.monitoring.imports.domain import FileRow, Mapping, MappingUnclear, RowError
from kilowatch.monitoring.imports.guess import MappingOverrides, guess
from kilowatch.monitoring.imports.reading import delimiter_of, lines, sample
from kilowatch.monitoring.imports.rows import RowReader
from kilowatch.monitoring.imports.timestamps import is_timestamp, parse_timestamp
from tests.monitoring.db import NOW

PARIS = ZoneInfo("Europe/Paris")
UWH = 1_000_000_000


def mapped(text: str, **said: object) -> tuple[Mapping, io.BytesIO]:
    """The mapping of a file, and the file."""
    file = io.BytesIO(text.encode())
    delimiter = delimiter_of(file)
    return guess(
        sample(file, delimiter), delimiter, msgspec.convert(said, MappingOverrides), "UTC"
    ), file


def rows_of(text: str, **said: object) -> list[FileRow | RowError]:
    """The rows of a file."""
    mapping, file = mapped(text, **said)
    numbered = list(lines(file, mapping.delimiter))[1 if mapping.has_header else 0 :]
    return list(RowReader(mapping, NOW).read(numbered))


@pytest.mark.parametrize(
    ("text", "decimals", "expected"),
    [
        ("0.5", "point", "0.5"),
        (" 1,234.5 ", "point", "1234.5"),
        ("1.234,5", "comma", "1234.5"),
        ("12\u00a0345,6", "comma", "12345.6"),
        ("1e-3", "point", "0.001"),
        ("-2", "point", "-2"),
        ("Null", "point", None),
        ("NaN", "point", None),
        ("1,5", "point", None),
        ("0.5", "comma", None),
        ("", "point", None),
        ("1_000", "point", None),
    ],
)
def test_numbers_are_parsed_by_their_decimal_sign(
    text: str, decimals: str, expected: str | None
) -> None:
    if expected is None:
        with pytest.raises(Refused):
            number(text, decimals)  # pyright: ignore[reportArgumentType]
    else:
        assert str(number(text, decimals)) == expected  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("text", "dates", "expected"),
    [
        ("2012-10-12 00:30:00.0000000", "iso", "2012-10-12T00:30:00"),
        ("2025-06-02T01:00Z", "iso", "2025-06-02T01:00:00+00:00"),
        ("3/4/2025 5:06", "dmy", "2025-04-03T05:06:00"),
        ("3/4/2025 5:06:07", "mdy", "2025-03-04T05:06:07"),
        ("31.12.2024", "dmy", "2024-12-31T00:00:00"),
        ("1748822400", "iso", "2025-06-02T00:00:00+00:00"),
        ("1748822400000", "iso", "2025-06-02T00:00:00+00:00"),
    ],
)
def test_times_are_parsed_in_the_formats_of_the_files(text: str, dates: str, expected: str) -> None:
    assert parse_timestamp(text, dates).isoformat() == expected  # pyright: ignore[reportArgumentType]


@given(st.text(max_size=30))
def test_no_cell_breaks_the_parser(text: str) -> None:
    is_timestamp(text)
    for decimals in ("point", "comma"):
        try:
            number(text, decimals)
        except Refused:
            continue


def local_quarters(start: datetime, count: int) -> list[datetime]:
    """Quarter hours by the wall clock of Paris, as a meter writes them."""
    instants = [start + timedelta(minutes=15 * n) for n in range(count)]
    return [each.astimezone(PARIS).replace(tzinfo=None, fold=0) for each in instants]


@settings(max_examples=40)
@given(st.integers(0, 365 * 24), st.integers(2, 300), st.booleans())
def test_ordered_local_times_become_the_original_instants(
    hour: int, count: int, backwards: bool
) -> None:
    start = datetime(2024, 6, 1, tzinfo=UTC) + timedelta(hours=hour)
    # A file that begins amid the repeated hour does not say in which of the two.
    first, last = (start + timedelta(minutes=15 * n) for n in (0, count - 1))
    for edge in (first, last):
        local = edge.astimezone(PARIS)
        if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
            return
    written = local_quarters(start, count)
    clock = LocalClock(PARIS, backwards=backwards)

    read = [clock.instant(each) for each in (reversed(written) if backwards else written)]

    steps = {after - before for before, after in pairwise(read)}
    assert steps == {timedelta(minutes=-15 if backwards else 15)}
    assert read[0] == (last if backwards else first)


def test_repeated_hours_are_distinguished_and_skipped_ones_rejected() -> None:
    autumn = LocalClock(PARIS)
    times = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
    read = [autumn.instant(datetime.fromisoformat(f"2025-10-26 {each}")) for each in times]

    assert [each.strftime("%H:%M") for each in read] == [
        "23:30",
        "00:00",
        "00:30",
        "01:00",
        "01:30",
        "02:00",
    ]
    assert autumn.repeated == 4
    with pytest.raises(Refused, match="skipped 2025-03-30 02:30"):
        LocalClock(PARIS).instant(datetime(2025, 3, 30, 2, 30))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Time;Energy [Wh]\n01.06.2025 00:15;1.200,5\n01.06.2025 00:30;300,0\n",
            {
                "delimiter": ";",
                "decimals": "comma",
                "unit": "Wh",
                "interval_s": 900,
                "dates": "dmy",
            },
        ),
        (
            "when;kWh\n2025-06-01 00:00;1.250\n2025-06-01 01:00;0.250\n",
            {"decimals": "point"},
        ),
        (
            "Zeit;kWh\n2025-06-01 00:00;0,250\n2025-06-01 01:00;1,250\n",
            {"decimals": "comma", "interval_s": 3600, "kind": "interval"},
        ),
        (
            "period_end\tpower_kW\n2025-06-01 01:00\t2\n2025-06-01 02:00\t4\n",
            {
                "delimiter": "\t",
                "unit": "kW",
                "interval_s": 3600,
                "timestamps_mark": "interval_end",
            },
        ),
        (
            "id,when,register_mwh\n7,2025-06-02T00:00Z,1\n7,2025-06-01T00:00Z,0.5\n",
            {"kind": "register", "unit": "MWh", "interval_s": None, "backwards": True},
        ),
        (
            "when,kWh\n" + "".join(f"2025-06-01T{n:02}:00,{100 + n}\n" for n in range(24)),
            {"kind": "register"},
        ),
    ],
)
def test_the_mapping_is_detected_from_the_file(text: str, expected: dict[str, object]) -> None:
    mapping, _ = mapped(text)

    assert {name: getattr(mapping, name) for name in expected} == expected


def test_rows_become_energy_from_the_start_of_their_interval() -> None:
    assert rows_of(
        "time;kW\n2025-06-01 00:15;2\n2025-06-01 00:30;0,4\n", timestamps_mark="interval_end"
    ) == [
        FileRow(2, datetime(2025, 6, 1, 0, 0, tzinfo=UTC), UWH // 2),
        FileRow(3, datetime(2025, 6, 1, 0, 15, tzinfo=UTC), UWH // 10),
    ]


def test_a_bad_row_is_reported_with_its_line_and_does_not_affect_others() -> None:
    read = rows_of(
        "time,kWh\n2025-06-01 00:00,1\n\nsoon,1\n2025-06-01 01:00,-1\n2025-06-01 02:00\n"
        "1999-01-01 00:00,1\n2099-01-01 00:00,1\n2025-06-01 03:00,2e9\n2025-06-01 04:00,\n"
        "2025-06-01 05:00,7\n",
        interval_s=3600,
    )

    assert [(each.line, each.reason) for each in read if isinstance(each, RowError)] == [
        (4, "time_malformed"),
        (5, "value_negative"),
        (6, "columns_missing"),
        (7, "too_early"),
        (8, "too_late"),
        (9, "value_absurd"),
        (10, "value_missing"),
    ]
    assert [each.line for each in read if isinstance(each, FileRow)] == [2, 11]


@pytest.mark.parametrize(
    ("text", "asked_for"),
    [
        ("time,value\n2025-06-01 00:00,1\n2025-06-01 01:00,1\n", "say unit="),
        ("time,kWh\n2025-06-01 00:00,1\n", "set interval_s"),
        ("time,kWh a,kWh b\n2025-06-01 00:00,1,2\n", "say value_column: 1 'time', 2 'kWh a'"),
        ("time,kWh\n1/2/2025 00:00,1\n1/2/2025 01:00,1\n", "set dates=dmy or dates=mdy"),
        ("when,kWh\nsoon,1\nlater,2\n", "say time_column"),
        ("time;kWh\n2025-06-01 00:00;1,234\n2025-06-01 01:00;1,235\n", "say decimals=comma"),
        ("time,kWh\n", "no rows"),
    ],
)
def test_an_ambiguous_mapping_is_asked_for(text: str, asked_for: str) -> None:
    with pytest.raises(MappingUnclear, match=asked_for):
        mapped(text)
