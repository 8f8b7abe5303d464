"""Rejections can be replayed once the cause is fixed, or discarded."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from kilowatch.contracts.readings import StreamMessage
from kilowatch.monitoring.messages import read_message
from kilowatch.monitoring.rejections import service
from tests.harness.serving import eventually
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.db import NOW, MonitoringDb

START = datetime(2025, 6, 2, tzinfo=UTC)


async def send(db: MonitoringDb, sender: UUID, *bodies: object, source: int = 1) -> None:
    """Handle a message as a replica does, on the first of January 2026."""
    message = StreamMessage(source, str(sender), msgspec.json.encode(list(bodies)))
    readings, rejections = read_message(message, NOW)
    await db.storage.take(readings, rejections, NOW)


def reading(kwh: Any = 1.5, at: datetime = START) -> dict[str, Any]:
    return {"measured_at": at, "energy_kwh": kwh, "interval_s": 3600}


async def test_rejections_are_filtered_and_counted(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    one, other = await db.device(), await db.device()
    await send(db, one, reading(-1), reading(-2), {"energy_kwh": 1})
    await send(db, other, reading(-3), source=2)

    negative = await admin_client.get("/rejections", reason="energy_negative")
    of_other = await admin_client.get("/rejections", sender=str(other))
    later = await admin_client.get(
        "/rejections", **{"from": (NOW + timedelta(hours=1)).isoformat()}
    )
    counts = await admin_client.get("/rejections/counts")

    assert negative["total"] == 3
    assert [each["id"] for each in of_other["items"]] == ["2-0"]
    assert later["total"] == 0
    assert [(each["reason"], each["open"]) for each in counts["items"]] == [
        ("energy_negative", 3),
        ("time_missing", 1),
    ]


async def test_a_replayed_reading_keeps_its_source_and_counts_once(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    """Rejected as too far ahead by a replica whose clock was wrong."""
    device = await db.device()
    ahead = datetime(2026, 6, 1, tzinfo=UTC)
    await send(db, device, reading(1), reading(2.5, ahead), source=7)
    [refused] = (await admin_client.get("/rejections"))["items"]
    assert refused["reason"] == "too_late"

    first = await admin_client.post("/rejections/replay", {"ids": [refused["id"]]})

    assert first == {"replayed": 1, "rejected_again": 0, "pending": 0, "remaining": 0}
    [row] = await db.rows(
        "SELECT source, source_index, energy_uwh FROM reading WHERE source_index = 1"
    )
    assert tuple(row) == (7, 1, 2_500_000_000)
    [noted] = (await admin_client.get("/rejections", state="replayed"))["items"]
    assert (noted["settled_by"], noted["settled_by_name"]) == (str(admin_client.admin), "Somebody")
    again = await admin_client.request("POST", "/rejections/replay", {"ids": [refused["id"]]})
    assert (again.status_code, again.json()["code"]) == (404, "rejection_not_found")


async def test_a_replay_reports_readings_rejected_again(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    await send(db, device, reading(-1), reading(-2))

    result = await admin_client.post(
        "/rejections/replay", {"filter": {"reason": "energy_negative"}}
    )

    assert result == {"replayed": 0, "rejected_again": 2, "pending": 0, "remaining": 0}
    listed = await admin_client.get("/rejections", state="rejected_again")
    assert [each["replay_count"] for each in listed["items"]] == [1, 1]


async def test_a_replayed_reading_of_an_unknown_device_is_pending(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    stranger = uuid4()
    await send(db, stranger, {**reading(2), "measured_at": datetime(2026, 6, 1, tzinfo=UTC)})

    result = await admin_client.post("/rejections/replay", {"filter": {}})

    assert result["pending"] == 1
    await db.device(stranger)
    await eventually(lambda: db.rows("SELECT 1 FROM reading"))


async def test_replayed_readings_of_a_deleted_device_are_rejected_again_with_that_reason(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    await db.pool.execute("SELECT apply_device_deleted($1, 2)", device)
    await send(db, device, reading(0.123456789), {"measured_at": START, "register_kwh": 5})
    listed = (await admin_client.get("/rejections"))["items"]
    bodies = [msgspec.json.decode(each["body"]) for each in listed]
    assert {each.get("energy_kwh") for each in bodies} == {0.123456789, None}
    assert {each.get("register_kwh") for each in bodies} == {5, None}

    result = await admin_client.post("/rejections/replay", {"ids": [each["id"] for each in listed]})

    assert result["rejected_again"] == 2
    assert (await admin_client.get("/rejections", reason="device_deleted"))["total"] == 2


async def test_discarded_rejections_stay_visible_and_are_not_replayed(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    await send(db, device, reading(-1), reading(-2))
    [one, other] = (await admin_client.get("/rejections"))["items"]

    assert await admin_client.post("/rejections/discard", {"ids": [one["id"]]}) == {"discarded": 1}
    assert await admin_client.post("/rejections/discard", {"ids": [one["id"]]}) == {"discarded": 0}
    result = await admin_client.post("/rejections/replay", {"filter": {}})

    assert result["rejected_again"] == 1
    states = {
        each["id"]: each["state"] for each in (await admin_client.get("/rejections"))["items"]
    }
    assert states == {one["id"]: "discarded", other["id"]: "rejected_again"}
    assert await admin_client.post("/rejections/discard", {"filter": {}}) == {"discarded": 1}


async def test_a_replay_and_a_discard_stop_at_their_limit_and_say_what_remains(
    db: MonitoringDb, admin_client: AdminClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CHUNK", "MOST_IN_ONE_CALL", "DISCARD_CHUNK", "MOST_DISCARDED_IN_ONE_CALL"):
        monkeypatch.setattr(service, name, 1)
    device = await db.device()
    await send(db, device, reading(-1), reading(-2), reading(-3))

    replayed = await admin_client.post("/rejections/replay", {"filter": {}})
    discarded = await admin_client.post("/rejections/discard", {"filter": {}})

    assert (replayed["rejected_again"], replayed["remaining"]) == (1, 2)
    assert (discarded["discarded"], discarded["remaining"]) == (1, 2)


async def test_pending_readings_can_be_discarded_permanently(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    stranger = uuid4()
    await send(db, stranger, reading(1), {"measured_at": START, "register_kwh": 17.5})

    assert await admin_client.post(f"/pending-devices/{stranger}/discard") == {"discarded": 2}
    await send(db, stranger, reading(1), {"measured_at": START, "register_kwh": 17.5})

    assert (await admin_client.get("/pending-devices"))["total"] == 0
    discarded = await admin_client.get("/rejections", state="discarded")
    assert {each["reason"] for each in discarded["items"]} == {"device_unknown"}
    nothing = await admin_client.request("POST", f"/pending-devices/{stranger}/discard")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "nothing_pending")
    result = await admin_client.post(
        "/rejections/replay", {"ids": [each["id"] for each in discarded["items"]]}
    )
    assert result["pending"] == 2
    assert (await admin_client.get("/pending-devices"))["total"] == 1


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/rejections/replay", {}, "choice_unclear"),
        ("/rejections/discard", {"ids": ["1-1"], "filter": {}}, "choice_unclear"),
        ("/rejections/replay", {"ids": ["x"]}, "invalid_request"),
    ],
)
async def test_an_unclear_selection_changes_nothing(
    admin_client: AdminClient, path: str, body: object, code: str
) -> None:
    answer = await admin_client.request("POST", path, body)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_clients_have_no_access(admin_client: AdminClient) -> None:
    client = await admin_client.client()

    answers = [
        await admin_client.request("GET", "/rejections", by=client),
        await admin_client.request("GET", "/rejections/counts", by=client),
        await admin_client.request("POST", "/rejections/replay", {"filter": {}}, by=client),
        await admin_client.request("POST", "/rejections/discard", {"filter": {}}, by=client),
        await admin_client.request("POST", f"/pending-devices/{uuid4()}/discard", by=client),
    ]

    assert [each.status_code for each in answers] == [403] * 5
