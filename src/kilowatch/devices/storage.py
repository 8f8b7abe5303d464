"""The tables of `devices`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.contracts.devices import ChannelState, LimitStep, OwnerStep, WholeChannel
from kilowatch.contracts.formulas import Formula
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.roles import AccountStatus
from kilowatch.devices.domain import (
    Device,
    DeviceExists,
    DeviceFilter,
    DevicePage,
    DeviceSort,
    KeptDevice,
    Past,
)
from kilowatch.kit.database import Connection, Pool, alphabetical
from kilowatch.kit.lists import contains, order_by

_SORT_COLUMNS: Final = {
    "name": alphabetical("name"),
    "owner": f"(SELECT {alphabetical('a.name')} FROM account a WHERE a.user_id = owner_id)",  # noqa: S608
    "max_consumption": "limit_uwh_per_hour",
    "reporting_interval_s": "reporting_interval_s",
    "time_zone": "time_zone",
    "created_at": "created_at",
}

_COLUMNS: Final = (
    "id, version, name, description, owner_id, owned_since, limit_uwh_per_hour, "
    "reporting_interval_s, time_zone, created_at, managed_by, added_by"
)

_CHANNELS: Final = """(SELECT jsonb_agg(jsonb_build_object(
        'code', code, 'label', label, 'kind', kind, 'direction', direction, 'tariff', tariff,
        'unit', unit, 'limit_per_hour', limit_per_hour, 'removed', removed_at IS NOT NULL,
        'formula', (SELECT steps FROM formula f
                    WHERE f.device_id = c.device_id AND f.code = c.code),
        'part_of', part_of(c.device_id, c.code))
        ORDER BY number)
    FROM channel c WHERE c.device_id = device.id)::text AS channels"""

_FORMULA: Final = """(SELECT steps::text FROM formula f
    WHERE f.device_id = device.id AND f.code = 'import') AS formula,
    part_of(device.id, 'import')::text AS part_of"""

_WHOLE: Final = f"{_COLUMNS}, {_CHANNELS}, {_FORMULA}"

_channels: Final = msgspec.json.Decoder(tuple[ChannelState, ...])
_formula: Final = msgspec.json.Decoder(Formula)
_part_of: Final = msgspec.json.Decoder(WholeChannel)


async def insert(connection: Connection, device: Device) -> None:
    """Add a device. Raises `DeviceExists`, also for the identifier of a deleted one."""
    done = await connection.execute(
        f"""INSERT INTO device ({_COLUMNS})
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (id) DO NOTHING""",  # noqa: S608
        device.id,
        device.version,
        device.name,
        device.description,
        device.owner_id,
        device.owned_since,
        device.limit_uwh_per_hour,
        device.reporting_interval_s,
        device.time_zone,
        device.created_at,
        device.managed_by,
        device.added_by,
    )
    if done != "INSERT 0 1":
        raise DeviceExists


async def update(connection: Connection, device: Device) -> None:
    """Store a device's new state."""
    await connection.execute(
        """UPDATE device SET version = $2, name = $3, description = $4, owner_id = $5,
               owned_since = $6, limit_uwh_per_hour = $7, reporting_interval_s = $8,
               time_zone = $9, managed_by = $10
           WHERE id = $1""",
        device.id,
        device.version,
        device.name,
        device.description,
        device.owner_id,
        device.owned_since,
        device.limit_uwh_per_hour,
        device.reporting_interval_s,
        device.time_zone,
        device.managed_by,
    )


async def bury(connection: Connection, device_id: DeviceId, version: int, now: datetime) -> None:
    """Store a tombstone."""
    await connection.execute(
        """UPDATE device SET version = $2, owner_id = NULL, owned_since = NULL, managed_by = NULL,
               deleted_at = $3
           WHERE id = $1""",
        device_id,
        version,
        now,
    )


async def fetch(source: Pool | Connection, device_id: DeviceId) -> Device | None:
    """Return a device that was not deleted."""
    row = await source.fetchrow(
        f"SELECT {_WHOLE} FROM device WHERE id = $1 AND deleted_at IS NULL",  # noqa: S608
        device_id,
    )
    return _device(row) if row is not None else None


async def fetch_for_update(connection: Connection, device_id: DeviceId) -> Device | None:
    """Return a device that was not deleted, locked until the transaction ends."""
    # A statement that waits for a lock sees other tables as they were before the wait. The next
    # one sees the channels, formulas and submeters of who held the lock.
    await connection.execute("SELECT FROM device WHERE id = $1 FOR UPDATE", device_id)
    return await fetch(connection, device_id)


async def fetch_for_share(connection: Connection, device_id: DeviceId) -> Device | None:
    """Return a device that was not deleted, and is not until the transaction ends."""
    # Locked before it is read, as in `fetch_for_update`.
    await connection.execute("SELECT FROM device WHERE id = $1 FOR SHARE", device_id)
    return await fetch(connection, device_id)


async def fetch_owned_for_update(connection: Connection, owner_id: UserId) -> list[Device]:
    """Return the devices of an owner, locked until the transaction ends."""
    # Locked before they are read, as in `fetch_for_update`.
    locked = await connection.fetch(
        """SELECT id FROM device WHERE owner_id = $1 AND deleted_at IS NULL
           ORDER BY id FOR UPDATE""",
        owner_id,
    )
    rows = await connection.fetch(
        f"SELECT {_WHOLE} FROM device WHERE id = ANY($1::uuid[]) ORDER BY id",  # noqa: S608
        [row["id"] for row in locked],
    )
    return [_device(row) for row in rows]


async def search(
    pool: Pool, wanted: DeviceFilter, sort: DeviceSort, limit: int, offset: int
) -> DevicePage:
    """Return a page of the matching devices; missing values come last in both directions."""
    matches = f"""deleted_at IS NULL
        AND ($1::uuid IS NULL OR owner_id = $1)
        AND ($2::boolean IS NULL OR (owner_id IS NULL) = $2)
        AND ({contains("$3", "name", "description")} OR strpos(id::text, lower($3)) = 1)"""
    rows = await pool.fetch(
        f"""SELECT {_WHOLE} FROM device WHERE {matches}
            ORDER BY {order_by(sort, _SORT_COLUMNS)} NULLS LAST, id LIMIT $4 OFFSET $5""",  # noqa: S608 - closed list
        wanted.owner_id,
        wanted.unassigned,
        wanted.text,
        limit,
        offset,
    )
    total = await pool.fetchval(
        f"SELECT count(*) FROM device WHERE {matches}",  # noqa: S608
        wanted.owner_id,
        wanted.unassigned,
        wanted.text,
    )
    return DevicePage([_device(row) for row in rows], int(total))


async def fetch_after(pool: Pool | Connection, after: UUID, limit: int) -> list[KeptDevice]:
    """Return up to ``limit`` devices after an identifier, in its order, including tombstones."""
    rows = await pool.fetch(
        f"""SELECT {_WHOLE}, changed_at, deleted_at FROM device
            WHERE id > $1 ORDER BY id LIMIT $2""",  # noqa: S608
        after,
        limit,
    )
    return [
        KeptDevice(
            device=_device(row),
            changed_at=row["changed_at"],
            deleted=row["deleted_at"] is not None,
        )
        for row in rows
    ]


async def fetch_past(
    connection: Connection, device_ids: Sequence[DeviceId]
) -> dict[DeviceId, Past]:
    """Return all owners and limits these devices had, in the order in which they were set."""
    past = {each: Past([], {}) for each in device_ids}
    for row in await connection.fetch(
        """SELECT device_id, owner_id, since, until FROM ownership
           WHERE device_id = ANY($1::uuid[]) ORDER BY id""",
        device_ids,
    ):
        owners = past[row["device_id"]].owners
        owners.append(OwnerStep(owner_id=UserId(row["owner_id"]), since=row["since"]))
        if row["until"] is not None:
            # Without an owner, unless the next ownership starts there.
            owners.append(OwnerStep(owner_id=None, since=row["until"]))
    for row in await connection.fetch(
        """SELECT device_id, code, limit_uwh_per_hour, since FROM limit_step
           WHERE device_id = ANY($1::uuid[]) ORDER BY id""",
        device_ids,
    ):
        step = LimitStep(limit_uwh_per_hour=row["limit_uwh_per_hour"], since=row["since"])
        past[row["device_id"]].limits.setdefault(row["code"], []).append(step)
    return past


async def lock_active_account(connection: Connection, user_id: UserId) -> bool:
    """Return true for an active account, locked until the transaction ends."""
    status = await connection.fetchval(
        "SELECT status FROM account WHERE user_id = $1 FOR SHARE", user_id
    )
    return status == AccountStatus.ACTIVE


async def account_name(connection: Connection, user_id: UserId) -> str | None:
    """Return the name of a user, None if the identifier is unknown."""
    name: str | None = await connection.fetchval(
        "SELECT name FROM account WHERE user_id = $1", user_id
    )
    return name


async def had_owner(connection: Connection, device_id: DeviceId) -> bool:
    """Return true if the device ever had an owner."""
    return bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM ownership WHERE device_id = $1)", device_id
        )
    )


async def begin_ownership(connection: Connection, device: Device, now: datetime) -> None:
    """Store the current owner of ``device``, or the corrected start of ownership."""
    await connection.execute(
        """INSERT INTO ownership AS o (device_id, owner_id, since, assigned_at)
           VALUES ($1, $2, $3, $4)
           ON CONFLICT (device_id) WHERE until IS NULL DO UPDATE SET since = excluded.since""",
        device.id,
        device.owner_id,
        device.owned_since,
        now,
    )


async def end_ownership(connection: Connection, device_id: DeviceId, until: datetime) -> None:
    """End the current ownership; it can't end before it began."""
    await connection.execute(
        """UPDATE ownership SET until = greatest($2::timestamptz, since)
           WHERE device_id = $1 AND until IS NULL""",
        device_id,
        until,
    )


def _device(row: asyncpg.Record) -> Device:
    return Device(
        id=DeviceId(row["id"]),
        version=row["version"],
        name=row["name"],
        description=row["description"],
        owner_id=_user(row["owner_id"]),
        owned_since=row["owned_since"],
        limit_uwh_per_hour=row["limit_uwh_per_hour"],
        reporting_interval_s=row["reporting_interval_s"],
        time_zone=row["time_zone"],
        created_at=row["created_at"],
        channels=() if row["channels"] is None else _channels.decode(row["channels"]),
        formula=None if row["formula"] is None else _formula.decode(row["formula"]),
        part_of=None if row["part_of"] is None else _part_of.decode(row["part_of"]),
        managed_by=_user(row["managed_by"]),
        added_by=_user(row["added_by"]),
    )


def _user(user_id: UUID | None) -> UserId | None:
    return UserId(user_id) if user_id is not None else None
