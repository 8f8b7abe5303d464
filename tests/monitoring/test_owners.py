"""The owners of a device over time, as administrators see them."""

from datetime import UTC, datetime
from uuid import uuid4

from tests.monitoring.admin_client import AdminClient
from tests.monitoring.db import MonitoringDb

MAY, JUNE = datetime(2025, 5, 1, 9, 40, tzinfo=UTC), datetime(2025, 6, 1, 10, tzinfo=UTC)


async def test_periods_of_ownership_are_contiguous_until_now(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    first, second = await admin_client.client(), uuid4()
    device = await db.device(owner_id=first.id, time_zone="Europe/Bucharest")
    await db.device(device, version=2, owner_id=None, changed_at=MAY, time_zone="Europe/Bucharest")
    await db.device(
        device,
        version=3,
        owner_id=second,
        owned_since=JUNE,
        changed_at=JUNE,
        time_zone="Europe/Bucharest",
    )
    await db.pool.execute("SELECT apply_device_deleted($1, 4)", device)

    owners = await admin_client.get(f"/devices/{device}/owners")

    assert owners["deleted"] is True
    assert [
        (each["owner_id"], each["owner_name"], each["owned_from"], each["owned_to"])
        for each in owners["items"]
    ] == [
        (str(first.id), "Somebody", None, "2025-05-01T09:00:00Z"),
        (None, None, "2025-05-01T09:00:00Z", "2025-06-01T10:00:00Z"),
        (str(second), None, "2025-06-01T10:00:00Z", None),
    ]


async def test_only_administrators_see_owners_and_an_unknown_device_is_not_found(
    db: MonitoringDb, admin_client: AdminClient
) -> None:
    owner = await admin_client.client()
    device = await db.device(owner_id=owner.id)

    own = await admin_client.request("GET", f"/devices/{device}/owners", by=owner)
    unknown = await admin_client.request("GET", f"/devices/{uuid4()}/owners")

    assert (own.status_code, unknown.status_code) == (403, 404)
