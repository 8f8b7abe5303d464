"""A device whose time zone no server knows is accepted all the same."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kilowatch.contracts.devices import DeviceChanged, DeviceRegistered
from kilowatch.contracts.events import Event
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.monitoring.consumers import event_handlers
from kilowatch.monitoring.copies import KEPT
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb
from tests.monitoring.reference_model import Sent


def state(
    kind: type[DeviceRegistered | DeviceChanged], device: DeviceId, version: int, time_zone: str
) -> Event:
    return kind(
        event_id=uuid4(),
        occurred_at=NOW,
        device_id=device,
        version=version,
        name="Meter",
        owner_id=None,
        owned_since=None,
        limit_uwh_per_hour=None,
        reporting_interval_s=None,
        time_zone=time_zone,
    )


@pytest.mark.parametrize(
    "name", ["localtime", "right/UTC", "Factory", "Nowhere/At_All", "x" * 9999]
)
async def test_hours_are_in_utc_until_the_device_has_a_zone(db: MonitoringDb, name: str) -> None:
    consumer = EventConsumer(
        db.pool, "amqp://nowhere", "monitoring", event_handlers(NEWS_WINDOW), KEPT
    )
    device, start = DeviceId(uuid4()), datetime(2025, 6, 2, 10, 30, tzinfo=UTC)

    await consumer.apply(state(DeviceRegistered, device, 1, name))
    await db.take(device, [Sent(start, 500, 1800, 1)])
    assert await db.hourly() == {start - timedelta(minutes=30): 500}

    await consumer.apply(state(DeviceChanged, device, 2, "Asia/Kolkata"))
    assert await db.hourly() == {start: 500}
