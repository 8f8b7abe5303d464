"""Workbooks and packed files, and files that are made to cost time or memory."""

import gzip
import tracemalloc
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from kilowatch.kit.errors import KilowatchError
from kilowatch.monitoring.imports.reading import FileTooLarge, FileUnreadable
from tests.monitoring.db import MonitoringDb
from tests.monitoring.file_reader import outcome, read_bytes
from tests.monitoring.import_client import ImportClient
from tests.monitoring.workbooks import Cell, archive, workbook

CSV = b"time,kWh\n" + b"".join(b"2024-05-01 %02d:00,0.%d\n" % (n, n % 7) for n in range(24))
KWH = Decimal(sum(n % 7 for n in range(24))) / 10
MEGABYTE = 1024 * 1024


def table() -> list[list[Cell]]:
    """Return the same as a sheet of a workbook, under a title."""
    start = datetime(2024, 5, 1)
    rows: list[list[Cell]] = [["Export"], ["Time", "Energy (kWh)"]]
    rows.extend([start + timedelta(hours=n), (n % 7) / 10] for n in range(24))
    return rows


PACKED = [
    ("gzip", gzip.compress(CSV)),
    ("zip", archive({"readings.csv": CSV})),
    ("zip of a folder", archive({"export/readings.csv": CSV, "__MACOSX/export/._readings": b"x"})),
    ("gzip in a zip", archive({"readings.csv.gz": gzip.compress(CSV)})),
    ("workbook", workbook(table())),
    ("workbook with notes", workbook([["About", "this file"]], table())),
    ("workbook in a zip", archive({"readings.xlsx": workbook(table())})),
]


@pytest.mark.parametrize("file", [file for _, file in PACKED], ids=[name for name, _ in PACKED])
def test_a_packed_file_is_read_as_the_file_in_it(file: bytes) -> None:
    assert outcome(file) == (24, KWH, "2024-05-01 00:00", {}, 0)


def test_lines_of_a_workbook_are_its_rows() -> None:
    rows = table()
    rows[5][1] = "soon"

    [error] = read_bytes(workbook(rows)).found.errors

    assert (error.line, error.reason) == (6, "value_malformed")


def test_dates_of_a_workbook_without_a_time_are_days() -> None:
    rows: list[list[Cell]] = [["Date", "kWh"]]
    rows.extend([datetime(2024, 3, 20 + n), 24.5] for n in range(8))

    reading = read_bytes(workbook(rows), "Europe/Paris")

    assert reading.mapping.length == "day"
    assert sum(row.value_uwh for row in reading.found.rows()) == 196 * 10**9


DEEP = "<a>" * 200 + "</a>" * 200
ROW = "<row>" + '<c r="A1"><v>1</v></c>' * 300_000 + "</row>"
SHEET = "xl/worksheets/sheet1.xml"
UNREADABLE = [
    ("several files", archive({"a.csv": CSV, "b.csv": CSV}), "has 2 files"),
    ("many files", archive({f"{n}.csv": "" for n in range(1_200)}), "more than 1,000 files"),
    ("cut zip", archive({"readings.csv": CSV})[:-30], "damaged"),
    ("cut gzip", gzip.compress(CSV)[:-12], "damaged"),
    ("old workbook", b"\xd0\xcf\x11\xe0" + bytes(100), "old kind"),
    ("no table", workbook([["About", "this"]]), "0 sheets with a table"),
    ("two tables", workbook(table(), table()), "2 sheets with a table"),
    ("deep XML", archive({"xl/workbook.xml": "<x/>", SHEET: DEEP}), "nested too deeply"),
    ("wide XML", archive({"xl/workbook.xml": "<x/>", SHEET: f"<s>{ROW}</s>"}), "too large"),
    ("entities", archive({"xl/workbook.xml": "<!DOCTYPE x><x/>", SHEET: "<s/>"}), "document type"),
    ("a million columns", b"time,kWh" + b"," * 50_000 + b"\n" + CSV, "512 columns"),
    ("a line without end", b"time,kWh\n" + b"1" * MEGABYTE, "65,536 characters"),
    ("quotes without end", b'time,kWh\n"' + b'""\n' * 200_000, "can't be read"),
    ("damaged XML", b'<feed xmlns:e="http://naesb.org/espi"><entry></feed>', "damaged"),
]


@pytest.mark.parametrize(
    ("file", "says"), [case[1:] for case in UNREADABLE], ids=[case[0] for case in UNREADABLE]
)
def test_a_file_beyond_the_bounds_is_refused_with_the_reason(file: bytes, says: str) -> None:
    with pytest.raises(FileUnreadable, match=says):
        read_bytes(file)


BOMBS = [
    ("gzip", gzip.compress(bytes(60 * MEGABYTE))),
    ("zip", archive({"readings.csv": bytes(60 * MEGABYTE)})),
    ("blank lines", gzip.compress(b"\n" * (4 * MEGABYTE))),
]


@pytest.mark.parametrize("file", [file for _, file in BOMBS], ids=[name for name, _ in BOMBS])
def test_what_unpacks_beyond_the_limit_is_refused(file: bytes) -> None:
    assert len(file) < MEGABYTE
    with pytest.raises(FileTooLarge):
        read_bytes(file)


def test_a_bomb_takes_little_memory() -> None:
    file = gzip.compress(bytes(60 * MEGABYTE))
    tracemalloc.start()
    try:
        with pytest.raises(FileTooLarge):
            read_bytes(file)
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("cell", ["9" * 5_000, "1" + " 000" * 1_000, "1 to " * 2_000, "-" * 9_000])
def test_long_cells_cost_no_time(cell: str) -> None:
    rows = "".join(f"2024-05-01 {n:02}:00,{cell},{n % 5}\n" for n in range(24))
    try:
        read_bytes(f"time,note,kWh\n{rows}".encode())
    except KilowatchError:
        return


async def test_a_workbook_is_imported_over_the_api(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()

    told = await import_client.run(device, workbook(table()), file_name="readings.xlsx")

    assert (told["new"], told["difference_kwh"]) == (24, float(KWH))
