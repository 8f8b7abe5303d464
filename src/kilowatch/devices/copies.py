"""The sources of `devices` that others copy: existence, owners and limits."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from kilowatch.contracts.copies import (
    DEVICE_EXISTENCE_COPY,
    DEVICE_MANAGERS_COPY,
    DEVICE_OWNERS_COPY,
    DEVICES_COPY,
)
from kilowatch.contracts.devices import DeviceChanged, DeviceDeleted
from kilowatch.contracts.events import Event
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices import storage
from kilowatch.devices.announcements import state_event
from kilowatch.devices.domain import KeptDevice, Past
from kilowatch.kit.database import Pool
from kilowatch.kit.messaging.copies import Copy, Source

DEVICES: Final = Copy(
    name=DEVICES_COPY,
    owner="devices",
    rows="""SELECT id, version, CASE WHEN deleted_at IS NOT NULL THEN 'deleted'
                ELSE jsonb_build_array(name, time_zone, reporting_interval_s,
                                       limit_uwh_per_hour, owner_id, formula_of(id, 'import'),
                                       part_of(id, 'import'),
                       (SELECT jsonb_agg(jsonb_build_array(code, label, kind, direction, tariff,
                                             unit, limit_per_hour, removed_at IS NOT NULL,
                                             formula_of(c.device_id, c.code),
                                             part_of(c.device_id, c.code))
                                         ORDER BY code)
                        FROM channel c WHERE c.device_id = device.id))::text
                  || CASE WHEN managed_by = owner_id THEN ' managed' ELSE '' END END AS state,
                   deleted_at IS NOT NULL AS gone
            FROM device""",
)

DEVICE_EXISTENCE: Final = Copy(
    name=DEVICE_EXISTENCE_COPY,
    owner="devices",
    rows="""SELECT id, version,
                   CASE WHEN deleted_at IS NULL THEN 'there' ELSE 'deleted' END AS state,
                   deleted_at IS NOT NULL AS gone
            FROM device""",
)

DEVICE_MANAGERS: Final = Copy(
    name=DEVICE_MANAGERS_COPY,
    owner="devices",
    rows="""SELECT id, version, CASE WHEN deleted_at IS NOT NULL THEN 'deleted'
                WHEN managed_by = owner_id THEN owner_id::text ELSE 'nobody' END AS state,
                   deleted_at IS NOT NULL AS gone
            FROM device""",
)

DEVICE_OWNERS: Final = Copy(
    name=DEVICE_OWNERS_COPY,
    owner="devices",
    rows="""SELECT id, version, CASE WHEN deleted_at IS NOT NULL THEN 'deleted'
                ELSE coalesce(owner_id::text, 'nobody') END AS state,
                   deleted_at IS NOT NULL AS gone
            FROM device""",
)


async def _states(pool: Pool, after: UUID, limit: int) -> list[tuple[UUID, Event]]:
    found = await storage.fetch_after(pool, after, limit)
    return [(each.device.id, _state(each)) for each in found]


async def _states_with_past(pool: Pool, after: UUID, limit: int) -> list[tuple[UUID, Event]]:
    """Return the states with their full history of owners and limits, all as of one moment."""
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        found = await storage.fetch_after(connection, after, limit)
        past = await storage.fetch_past(connection, [each.device.id for each in found])
    return [(each.device.id, _state(each, past[each.device.id])) for each in found]


def _state(kept: KeptDevice, past: Past | None = None) -> Event:
    device = kept.device
    if kept.deleted:
        return DeviceDeleted(
            device_id=device.id, version=device.version, occurred_at=kept.changed_at
        )
    return state_event(DeviceChanged, device, kept.changed_at, past)


def _tombstone(device_id: UUID, version: int) -> Event:
    return DeviceDeleted(device_id=DeviceId(device_id), version=version)


SOURCES: Final[Mapping[str, Source]] = {
    copy.name: Source(copy=copy, states=states, tombstone=_tombstone)
    for copy, states in (
        (DEVICES, _states_with_past),
        (DEVICE_EXISTENCE, _states),
        (DEVICE_MANAGERS, _states),
        (DEVICE_OWNERS, _states),
    )
}
