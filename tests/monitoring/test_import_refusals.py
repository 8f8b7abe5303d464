"""Files that are refused, or in part, over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from tests.monitoring.db import MonitoringDb
from tests.monitoring.import_client import ImportClient


@pytest.mark.parametrize(
    ("file", "options", "code"),
    [
        (b"", {}, "file_unreadable"),
        (b"no columns here\nnone\n", {}, "file_unreadable"),
        (b"PK\x03\x04\x00\x00 a spreadsheet", {}, "file_unreadable"),
        (b"time,value\n2025-06-01,1\n2025-06-02,1\n", {}, "mapping_unclear"),
        (b"time,kWh\n2025-06-01,1\n2025-06-02,1\n", {"time_zone": "Mars/One"}, "mapping_unclear"),
        (b"time,kWh\n2025-06-01,1\n2025-06-02,1\n", {"time_zone": "localtime"}, "mapping_unclear"),
        (b"time,kWh\n2025-06-01,1\n", {"value_column": "energy"}, "mapping_unclear"),
        (b"time,kWh\n2025-06-01,1\n", {"interval_s": 0}, "invalid_request"),
    ],
)
async def test_a_bad_file_gets_a_clear_error_and_stores_nothing(
    db: MonitoringDb, import_client: ImportClient, file: bytes, options: dict[str, Any], code: str
) -> None:
    device = await db.device()

    refused, detail = await import_client.refused(device, file, **options)

    assert refused == code
    assert detail
    assert await db.rows("SELECT 1 FROM import_row") == []
    assert await db.rows("SELECT 1 FROM correction") == []


async def test_an_error_and_a_preview_list_the_columns_to_choose_from(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()
    file = b"when,in kWh,out kWh\n2025-06-01 00:00,1,5\n2025-06-01 01:00,2,6,7\n"
    path = f"/devices/{device}/imports/preview"

    unclear = (await import_client.send(path, file)).json()
    preview = await import_client.preview(device, file, value_column="3")
    nameless = await import_client.preview(device, b"2025-06-01,1\n2025-06-02,2\n", unit="kWh")

    assert unclear["columns"] == preview["columns"] == ["when", "in kWh", "out kWh", ""]
    assert preview["mapping"]["value_column"] == 3
    assert nameless["columns"] == ["", ""]


async def test_a_file_of_rejected_rows_is_not_imported_and_its_preview_says_why(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()
    file = b"time,kWh\n2025-06-01 00:00,-1\n2025-06-01 01:00,-2\n"

    preview = await import_client.preview(device, file)
    answer = await import_client.send(f"/devices/{device}/imports", file)

    assert preview["rejected_by_reason"] == {"value_negative": 2}
    assert (preview["readings"], preview["total_kwh"], preview["starts_at"]) == (0, None, None)
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_to_import")


async def test_a_later_row_for_the_same_moment_counts(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()

    told = await import_client.run(
        device,
        b"time,kWh\n2025-06-02 00:00,1\n2025-06-02 01:00,2\n2025-06-02 01:00,2\n"
        b"2025-06-02 00:00,5\n",
    )

    assert (told["report"]["repeated"], told["report"]["differing"]) == (1, 1)
    assert told["difference_kwh"] == 7.0


async def test_an_unknown_device_is_not_found(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    refused, _ = await import_client.refused(uuid4(), b"time,kWh\n2025-06-01,1\n", 404)

    assert refused == "device_not_found"


async def test_a_file_over_the_size_limit_is_not_stored(
    db: MonitoringDb, import_client: ImportClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = await db.device()
    monkeypatch.setattr("kilowatch.monitoring.imports.upload.MAX_ROWS", 2)
    rows = b"".join(b"2025-06-02 0%d:00,1\n" % n for n in range(3))

    refused, detail = await import_client.refused(device, b"time,kWh\n" + rows, 413)
    assert (refused, detail) == ("file_too_large", "A file holds at most 2 rows; split it.")

    monkeypatch.setattr("kilowatch.monitoring.imports.upload.MAX_BYTES", 10)
    refused, _ = await import_client.refused(device, b"time,kWh\n" + rows, 413)
    assert refused == "file_too_large"
    assert await db.rows("SELECT 1 FROM import_row") == []
