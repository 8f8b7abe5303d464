"""Keeps the copy of who manages a device, and answers from it."""

from datetime import datetime
from uuid import UUID

from kilowatch.contracts.devices import DeviceState
from kilowatch.kit.database import Connection, Pool

_MANAGES = """SELECT p.device_id FROM device_person p
              JOIN channel c ON c.channel_id = p.device_id AND NOT c.deleted
              WHERE p.user_id = $1 AND p.until IS NULL AND p.role IN ('owner', 'member')"""


async def apply_people(connection: Connection, event: DeviceState) -> None:
    """Store the people of a device, unless our copy of it is newer.

    Follows `apply_device` in its transaction, whose lock lets one state at a time be applied.
    """
    is_current = await connection.fetchval(
        "SELECT version = $2 AND NOT deleted FROM channel WHERE channel_id = $1",
        event.device_id,
        event.version,
    )
    if not is_current:
        return
    await connection.execute("DELETE FROM device_person WHERE device_id = $1", event.device_id)
    await connection.executemany(
        """INSERT INTO device_person (device_id, user_id, role, since, until)
           VALUES ($1, $2, $3, $4, $5)""",
        [
            (event.device_id, each.user_id, each.role, each.since, each.until)
            for each in event.people
        ],
    )


async def manages(pool: Pool, user_id: UUID, device_id: UUID) -> bool:
    """Return true if the user may change the device."""
    return bool(
        await pool.fetchval(f"SELECT EXISTS ({_MANAGES} AND p.device_id = $2)", user_id, device_id)
    )


async def managed_devices(pool: Pool, user_id: UUID) -> list[UUID]:
    """Return the devices that the user may change."""
    return [row["device_id"] for row in await pool.fetch(_MANAGES, user_id)]


async def had_other_owners(pool: Pool, device_id: UUID) -> bool:
    """Return true if hours of the device belong to somebody else than its owner."""
    return bool(
        await pool.fetchval(
            """SELECT EXISTS (
                   SELECT FROM channel c JOIN channel_ownership o USING (channel_key)
                   WHERE c.channel_id = $1 AND o.owner_id IS NOT NULL
                     AND o.owner_id IS DISTINCT FROM owner_of_hour(c.channel_key, 'infinity'))""",
            device_id,
        )
    )


async def imports_since(pool: Pool, user_id: UUID, since: datetime) -> int:
    """Return the number of imports that the user started since then."""
    return int(
        await pool.fetchval(
            """SELECT count(*) FROM correction c JOIN import_job j ON j.import_id = c.correction_id
               WHERE c.made_by = $1 AND c.made_at > $2 AND j.head_id IS NULL""",
            user_id,
            since,
        )
    )


async def import_of(pool: Pool, import_id: int, user_id: UUID) -> UUID | None:
    """Return the device of an import that the user made; None for anything else."""
    device_id: UUID | None = await pool.fetchval(
        """SELECT d.device_id FROM import_job j
           JOIN correction c ON c.correction_id = j.import_id
           JOIN channel d USING (channel_key) WHERE j.import_id = $1 AND c.made_by = $2""",
        import_id,
        user_id,
    )
    return device_id
