"""Devices, their credentials, and scheduled disconnections."""

from collections.abc import Iterable
from datetime import datetime

import asyncpg

from kilowatch.auth.domain.devices import USE_NOTED_EVERY, DeviceCredential
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.kit.database import Connection, Pool


async def apply_state(
    connection: Connection,
    device_id: DeviceId,
    version: int,
    name: str = "",
    *,
    deleted: bool,
    manager_id: UserId | None = None,
) -> bool:
    """Apply a newer state of a device to the copy, or repair it; False if nothing is new."""
    done = await connection.execute(
        """INSERT INTO device AS d (device_id, version, deleted, name, manager_id)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (device_id) DO UPDATE SET version = excluded.version,
               deleted = excluded.deleted, name = excluded.name, manager_id = excluded.manager_id
           WHERE d.version < excluded.version OR d.version = excluded.version AND d <> excluded""",
        device_id,
        version,
        deleted,
        name,
        manager_id,
    )
    return done == "INSERT 0 1"


async def lock_manager(connection: Connection, device_id: DeviceId) -> UserId | None:
    """Return who manages a device beside administrators, locked until the transaction ends."""
    manager_id: UserId | None = await connection.fetchval(
        "SELECT manager_id FROM device WHERE device_id = $1 AND NOT deleted FOR UPDATE", device_id
    )
    return manager_id


async def is_managed_by(pool: Pool, device_id: DeviceId, user_id: UserId) -> bool:
    """Return true if the user manages the device."""
    return bool(
        await pool.fetchval(
            "SELECT manager_id = $2 FROM device WHERE device_id = $1 AND NOT deleted",
            device_id,
            user_id,
        )
    )


async def exists(pool: Pool, device_id: DeviceId) -> bool:
    """Return true for a device in the copy."""
    return bool(
        await pool.fetchval(
            "SELECT true FROM device WHERE device_id = $1 AND NOT deleted", device_id
        )
    )


async def is_deleted(pool: Pool, device_id: DeviceId) -> bool:
    """Return true for a device that was deleted."""
    return bool(
        await pool.fetchval("SELECT true FROM device WHERE device_id = $1 AND deleted", device_id)
    )


async def lock_existing(connection: Connection, device_id: DeviceId) -> bool:
    """Return true for an existing device, locked until the transaction ends."""
    return bool(
        await connection.fetchval(
            "SELECT true FROM device WHERE device_id = $1 AND NOT deleted FOR UPDATE", device_id
        )
    )


async def name_of(connection: Connection, device_id: DeviceId) -> str:
    """Return the name of a device; "" if it is not known yet."""
    return str(
        await connection.fetchval("SELECT name FROM device WHERE device_id = $1", device_id) or ""
    )


async def put_credential(
    connection: Connection,
    device_id: DeviceId,
    secret_hash: bytes,
    now: datetime,
    issued_by: UserId | None,
) -> None:
    """Store a credential, replacing any other."""
    await connection.execute(
        """INSERT INTO device_credential (device_id, secret_hash, issued_at, issued_by)
           VALUES ($1, $2, $3, $4)
           ON CONFLICT (device_id) DO UPDATE SET secret_hash = excluded.secret_hash,
               issued_at = excluded.issued_at, issued_by = excluded.issued_by,
               last_used_at = NULL""",
        device_id,
        secret_hash,
        now,
        issued_by,
    )


async def delete_credential(connection: Connection, device_id: DeviceId) -> bool:
    """Delete a credential; False if there was none."""
    done = await connection.execute("DELETE FROM device_credential WHERE device_id = $1", device_id)
    return done == "DELETE 1"


async def fetch_credential(
    connection: Connection | Pool, device_id: DeviceId
) -> DeviceCredential | None:
    """Return what is known of a device's credential."""
    row: asyncpg.Record | None = await connection.fetchrow(
        """SELECT device_id, issued_at, issued_by, last_used_at FROM device_credential
           WHERE device_id = $1""",
        device_id,
    )
    if row is None:
        return None
    return DeviceCredential(
        device_id=DeviceId(row["device_id"]),
        issued_at=row["issued_at"],
        issued_by=UserId(row["issued_by"]) if row["issued_by"] is not None else None,
        last_used_at=row["last_used_at"],
    )


async def fetch_secret_hash(pool: Pool, device_id: DeviceId) -> tuple[bytes, bool] | None:
    """Return the hash of an existing device's secret, and whether its use was recorded recently."""
    row: asyncpg.Record | None = await pool.fetchrow(
        """SELECT secret_hash, coalesce(last_used_at > now() - $2::interval, false) AS noted
           FROM device_credential JOIN device USING (device_id)
           WHERE device_id = $1 AND NOT deleted""",
        device_id,
        USE_NOTED_EVERY,
    )
    return (row["secret_hash"], row["noted"]) if row is not None else None


async def note_use(pool: Pool, device_id: DeviceId) -> None:
    """Record that a device has just used its secret."""
    await pool.execute(
        "UPDATE device_credential SET last_used_at = now() WHERE device_id = $1", device_id
    )


async def plan_disconnections(
    connection: Connection, device_id: DeviceId, times: Iterable[datetime]
) -> None:
    """Schedule a device's disconnection at each of ``times``."""
    await connection.executemany(
        """INSERT INTO device_disconnection (device_id, due_at) VALUES ($1, $2)
           ON CONFLICT DO NOTHING""",
        [(device_id, each) for each in times],
    )


async def due_disconnections(pool: Pool, now: datetime, most: int) -> list[DeviceId]:
    """Return the devices whose disconnection is due, longest due first."""
    rows = await pool.fetch(
        """SELECT device_id FROM device_disconnection WHERE due_at <= $1
           GROUP BY device_id ORDER BY min(due_at) LIMIT $2""",
        now,
        most,
    )
    return [DeviceId(row["device_id"]) for row in rows]


async def note_disconnected(pool: Pool, device_id: DeviceId, begun_at: datetime) -> None:
    """Complete the disconnection of the connections that a device had at ``begun_at``."""
    await pool.execute(
        "DELETE FROM device_disconnection WHERE device_id = $1 AND due_at <= $2",
        device_id,
        begun_at,
    )
