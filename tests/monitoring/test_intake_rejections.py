"""Rejections of the HTTP intake are listed and counted beside those of the stream."""

from uuid import UUID, uuid4

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.intake import ReadingsRejected
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.monitoring.consumers import event_handlers
from kilowatch.monitoring.copies import KEPT
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.db import NEWS_WINDOW, MonitoringDb


def rejected(sender: UUID, count: int, reason: str = "malformed_readings") -> ReadingsRejected:
    return ReadingsRejected(
        sender=DeviceId(sender), reason=reason, detail="Not JSON.\0", body="{\0", count=count
    )


def consumer(db: MonitoringDb) -> EventConsumer:
    handlers = event_handlers(NEWS_WINDOW)
    return EventConsumer(db.pool, "amqp://nowhere", "monitoring", handlers, KEPT)


async def test_rejections_are_counted_once_and_the_first_is_kept(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    taking = consumer(db)
    event = rejected(device, 30)
    for each in (event, event, rejected(device, 1, "wrong_secret")):
        await taking.apply(each)

    page = await admin_client.get("/rejections", sender=str(device))

    assert (page["total"], page["counted"]) == (2, 29)
    assert {each["reason"]: each["origin"] for each in page["items"]} == {
        "malformed_readings": "http",
        "wrong_secret": "http",
    }


async def test_http_rejections_can_be_discarded_and_not_replayed(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    device = await db.device()
    await consumer(db).apply(rejected(device, 1))
    [item] = (await admin_client.get("/rejections"))["items"]

    by_name = await admin_client.request("POST", "/rejections/replay", {"ids": [item["id"]]})
    by_filter = await admin_client.post("/rejections/replay", {"filter": {}})
    assert by_name.status_code == 404
    assert by_filter == {"replayed": 0, "rejected_again": 0, "pending": 0, "remaining": 0}

    assert await admin_client.post("/rejections/discard", {"filter": {}}) == {"discarded": 1}


async def test_unknown_devices_cannot_fill_the_list(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    taking = consumer(db)
    for _ in range(130):
        await taking.apply(rejected(uuid4(), 2, "wrong_secret"))

    page = await admin_client.get("/rejections", reason="wrong_secret")
    listed = await admin_client.get("/rejections/counted")

    assert page["total"] in range(100, 131)  # More than 100 if an hour ended meanwhile.
    assert page["total"] + page["counted"] == 260
    assert {each["sender"] for each in page["items"] + listed["items"]} == {None}
