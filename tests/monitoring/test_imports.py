"""An administrator imports history: detected, stored, idempotent, undone exactly."""

import pytest

from tests.monitoring.admin_client import AdminClient
from tests.monitoring.correction_steps import KWH, everything, hours, set_to
from tests.monitoring.correction_steps import readings as hourly
from tests.monitoring.db import MonitoringDb
from tests.monitoring.import_client import LONDON, UCI, ImportClient

THREE = b"start,energy (kWh)\n2025-06-02T00:00,1\n2025-06-02T01:00,2\n2025-06-02T02:00,3\n"


async def test_the_london_file_is_imported_correctly(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()
    empty = await everything(db)

    preview = await import_client.preview(device, LONDON)
    assert await everything(db) == empty
    assert await db.rows("SELECT 1 FROM import_row") == []
    told = await import_client.run(device, LONDON, file_name="london.csv")

    assert preview == told["report"]
    assert (preview["readings"], preview["new"], preview["total_kwh"]) == (
        24_140,
        24_140,
        6095.6720007,
    )
    assert (preview["repeated"], preview["differing"]) == (17, 0)
    [null] = preview["rejected_rows"]
    assert (null["line"], null["reason"]) == (
        LONDON[: LONDON.index(b"Null")].count(b"\n") + 1,
        "value_malformed",
    )
    assert (told["state"], told["new"], told["done"]) == ("done", 24_140, 24_140)
    assert told["difference_kwh"] == 6095.6720007
    [row] = await db.rows(
        """SELECT count(*) AS hours, count(*) FILTER (WHERE covered_s = 1800) AS half,
                  count(*) FILTER (WHERE energy_uwh > $1) AS above, sum(energy_uwh)::bigint AS uwh
           FROM hourly_consumption WHERE reading_count > 0 AND late_count = 0""",
        2 * KWH,
    )
    assert tuple(row) == (12_072, 4, 207, 6_095_672_000_700)

    undone = await import_client.undo(told["id"])
    assert (undone["state"], undone["undone"]) == ("undone", 24_140)
    assert await everything(db) == empty


async def test_the_french_file_is_imported_correctly(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device(time_zone="Europe/Paris")

    told = await import_client.run(device, UCI)

    mapping = told["report"]["mapping"]
    assert (mapping["unit"], mapping["interval_s"], mapping["time_zone"]) == (
        "kW",
        60,
        "Europe/Paris",
    )
    assert (mapping["time_column"], mapping["clock_column"], mapping["value_column"]) == (2, 3, 4)
    assert told["report"]["starts_at"] == "2007-01-31T23:00:00Z"
    assert (told["new"], round(told["difference_kwh"], 6)) == (2_880, 58.208267)
    assert told["report"]["rejected"] == 0


async def test_importing_the_same_file_again_changes_nothing(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()
    await import_client.run(device, THREE)
    before = await everything(db)

    for conflicts in ("keep", "replace"):
        again = await import_client.run(device, THREE, conflicts=conflicts)
        assert (again["new"], again["same"], again["replaced"]) == (0, 3, 0)

    assert await everything(db) == before


async def test_stored_values_are_kept_by_default(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()
    await hourly(db, device, 1, 9)

    told = await import_client.run(device, THREE)

    assert told["report"]["conflicting"] == 1
    assert (told["new"], told["same"], told["kept"], told["replaced"]) == (1, 1, 1, 0)
    assert await hours(db, device) == {0: 1, 1: 9, 2: 3}


async def test_replaced_values_are_restored_when_the_import_is_undone(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device(limit_uwh=5 * KWH)
    await hourly(db, device, 1, 9)
    before = await everything(db)

    told = await import_client.run(device, THREE, conflicts="replace")

    assert (told["new"], told["same"], told["replaced"]) == (1, 1, 1)
    assert told["alerts_retracted"] == 1
    assert await hours(db, device) == {0: 1, 1: 2, 2: 3}
    assert (await import_client.undo(told["id"]))["undone"] == 2
    assert await everything(db) == before


async def test_values_reported_meanwhile_remain_when_the_import_is_undone(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()
    told = await import_client.run(device, THREE)

    await hourly(db, device, 1, 4, source=100)

    assert await hours(db, device) == {0: 1, 1: 2, 2: 3}
    await import_client.undo(told["id"])
    assert await hours(db, device) == {0: 1, 1: 4}


async def test_a_newer_correction_must_be_undone_first(
    db: MonitoringDb, admin_client: AdminClient, import_client: ImportClient
) -> None:
    device = await db.device()
    told = await import_client.run(device, THREE)
    imported = await everything(db)
    made = await admin_client.post(f"/devices/{device}/corrections", set_to(7))

    answer = await admin_client.request("POST", f"/imports/{told['id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "import_overtaken")
    assert answer.json()["overtaken_by"] == [made["correction_id"]]

    await admin_client.post(f"/corrections/{made['correction_id']}/undo")
    assert await everything(db) == imported
    assert (await import_client.undo(told["id"]))["state"] == "undone"
    assert await hours(db, device) == {}


async def test_an_import_overrides_older_corrections(
    db: MonitoringDb, admin_client: AdminClient, import_client: ImportClient
) -> None:
    device = await db.device()
    await hourly(db, device, 1, 2, 3)
    made = await admin_client.post(f"/devices/{device}/corrections", set_to(7))
    told = await import_client.run(device, THREE, conflicts="replace")

    answer = await admin_client.request("POST", f"/corrections/{made['correction_id']}/undo")

    assert (answer.status_code, answer.json()["overtaken_by"]) == (409, [told["id"]])
    assert await hours(db, device) == {0: 1, 1: 2, 2: 3}


async def test_an_import_is_listed_with_corrections_and_undone_as_an_import(
    db: MonitoringDb, admin_client: AdminClient, import_client: ImportClient
) -> None:
    device = await db.device()
    told = await import_client.run(device, THREE, file_name="three.csv")

    [record] = (await admin_client.get("/corrections"))["items"]
    assert (record["id"], record["action"], record["reason"], record["readings"]) == (
        told["id"],
        "import",
        "Import of three.csv",
        3,
    )
    answer = await admin_client.request("POST", f"/corrections/{told['id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "correction_is_import")
    assert (told["made_by"], told["file_name"]) == (str(admin_client.admin), "three.csv")
    assert told["options"]["conflicts"] == "keep"
    listed = await admin_client.get("/imports", device_id=device, limit=1)
    assert (listed["total"], listed["items"][0]["sha256"]) == (1, told["sha256"])
    assert (await admin_client.get("/imports", offset=1))["items"] == []


async def test_imported_registers_become_energy_and_can_be_undone(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()
    before = await everything(db)

    told = await import_client.run(
        device,
        b"at;meter reading (kWh)\n2.6.2025 00:00;10,5\n2.6.2025 01:00;12\n2.6.2025 02:00;15,25\n",
        kind="register",
    )

    assert told["report"]["mapping"]["decimals"] == "comma"
    assert await hours(db, device) == {0: 1.5, 1: 3.25}
    await import_client.undo(told["id"])
    assert await everything(db) == before


@pytest.mark.parametrize("suffix", ["", "/preview"])
async def test_only_administrators_can_import(
    db: MonitoringDb, admin_client: AdminClient, import_client: ImportClient, suffix: str
) -> None:
    device = await db.device()
    client = await admin_client.client()

    answers = [
        await admin_client.request("POST", f"/devices/{device}/imports{suffix}", by=client),
        await admin_client.request("GET", "/imports", by=client),
        await admin_client.request("GET", "/imports/1", by=client),
        await admin_client.request("POST", "/imports/1/undo", by=client),
    ]

    assert {answer.status_code for answer in answers} == {403}


async def test_a_preview_counts_other_readings_in_the_period(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()
    await import_client.run(device, THREE)

    shifted = await import_client.preview(device, THREE.replace(b":00,", b":30,"))

    assert (shifted["new"], shifted["others"]) == (3, 2)


async def test_outdated_table_statistics_do_not_slow_down_a_preview(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    """Joined row by row, as if there were one, 24,140 rows would take half a minute."""
    device = await db.device()
    first = await import_client.preview(device, LONDON)
    await db.rows("ANALYZE import_row")

    assert await import_client.preview(device, LONDON) == first

    await import_client.run(device, LONDON)
    await db.rows("ANALYZE import_row")
    assert (await import_client.preview(device, LONDON))["same"] == 24_140


async def test_a_file_fills_a_channel_of_its_own(
    db: MonitoringDb, import_client: ImportClient
) -> None:
    device = await db.device()
    await db.device(device, channel="export")
    await db.device(device, channel="gas")
    code, _ = await import_client.refused(device, THREE, 404, channel="production")
    unit, _ = await import_client.refused(device, THREE, channel="gas")
    assert (code, unit) == ("channel_not_found", "mapping_unclear")

    done = await import_client.run(device, THREE, channel="2.8.0")

    assert (done["channel"], done["device_id"], done["state"]) == ("export", str(device), "done")
    stored = "SELECT code, energy_uwh FROM reading JOIN channel USING (channel_key) ORDER BY 2"
    assert [tuple(row) for row in await db.rows(stored)] == [
        ("export", KWH),
        ("export", 2 * KWH),
        ("export", 3 * KWH),
    ]
    await import_client.undo(done["id"])
    assert await db.rows(stored) == []
