"""Queries of the devices whose settings are shown; deleted ones have none."""

from uuid import UUID

from kilowatch.contracts.audit import AuditAction
from kilowatch.contracts.ids import UserId
from kilowatch.kit.audit import record_looks
from kilowatch.kit.database import Pool
from kilowatch.monitoring.devices import PresentDevice


async def device(pool: Pool, device_id: UUID) -> PresentDevice | None:
    """Return a device and its current owner; None if there is no such device."""
    row = await pool.fetchrow(
        """SELECT channel_key, owner_of_hour(channel_key, 'infinity') AS owner_id FROM channel
           WHERE channel_id = $1 AND NOT deleted""",
        device_id,
    )
    return None if row is None else PresentDevice(**dict(row))


async def note_look_at(pool: Pool, device: PresentDevice) -> None:
    """Record the look of an administrator at the settings of a device, if it is one."""
    owners = [UserId(device.owner_id)] if device.owner_id is not None else []
    await record_looks(pool, AuditAction.LOOK_DEVICES, owners)
