"""Requests for devices, and what counts against a client's quota."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from kilowatch.contracts.ids import UserId
from kilowatch.devices.own.domain import DAY, DeviceRequest, NewDevice, Usage
from kilowatch.kit.database import Connection, Pool

_SELECT = """SELECT r.*, coalesce(a.name, '') AS user_name
             FROM device_request r LEFT JOIN account a USING (user_id)"""


async def lock_quota(connection: Connection, user_id: UserId) -> None:
    """Let one transaction at a time count and add devices of a client."""
    await connection.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended('own devices ' || $1::text, 0))",
        str(user_id),
    )


async def fetch_usage(connection: Connection | Pool, user_id: UserId, now: datetime) -> Usage:
    """Return what counts against the quota of a client."""
    row = await connection.fetchrow(
        """SELECT (SELECT count(*) FROM device WHERE owner_id = $1 AND managed_by = $1
                   AND deleted_at IS NULL) AS devices,
                  (SELECT count(*) FROM device_request WHERE user_id = $1) AS requests,
                  (SELECT count(*) FROM device WHERE added_by = $1 AND created_at > $2)
                  + (SELECT count(*) FROM device_request
                     WHERE user_id = $1 AND requested_at > $2) AS added_today""",
        user_id,
        now - DAY,
    )
    assert row is not None  # noqa: S101 - counts give one row
    return Usage(row["devices"], row["requests"], row["added_today"])


async def add_request(connection: Connection, request: DeviceRequest) -> None:
    """Store a request."""
    device = request.device
    await connection.execute(
        """INSERT INTO device_request (request_id, user_id, name, description, limit_uwh_per_hour,
                                       reporting_interval_s, time_zone, requested_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        request.request_id,
        request.user_id,
        device.name,
        device.description,
        device.limit_uwh_per_hour,
        device.reporting_interval_s,
        device.time_zone,
        request.requested_at,
    )


async def fetch_requests_of(pool: Pool, user_id: UserId) -> list[DeviceRequest]:
    """Return the requests of a client, oldest first; the quota limits their number."""
    rows = await pool.fetch(
        f"{_SELECT} WHERE user_id = $1 ORDER BY requested_at, request_id", user_id
    )
    return _requests(rows)


async def fetch_waiting(pool: Pool, limit: int, offset: int) -> tuple[list[DeviceRequest], int]:
    """Return a page of the requests that wait for a decision, oldest first, and their number."""
    rows = await pool.fetch(
        f"{_SELECT} WHERE rejected_at IS NULL ORDER BY requested_at, request_id LIMIT $1 OFFSET $2",
        limit,
        offset,
    )
    total = await pool.fetchval("SELECT count(*) FROM device_request WHERE rejected_at IS NULL")
    return _requests(rows), int(total)


async def take_waiting(connection: Connection, request_id: UUID) -> DeviceRequest | None:
    """Delete a request that waits for a decision, and return it."""
    rows = await connection.fetch(
        """WITH gone AS (DELETE FROM device_request
                         WHERE request_id = $1 AND rejected_at IS NULL RETURNING *)
           SELECT g.*, coalesce(a.name, '') AS user_name
           FROM gone g LEFT JOIN account a USING (user_id)""",
        request_id,
    )
    found = _requests(rows)
    return found[0] if found else None


async def reject(connection: Connection, request_id: UUID, now: datetime) -> DeviceRequest | None:
    """Mark a request that waits for a decision as rejected, and return it."""
    rows = await connection.fetch(
        """WITH rejected AS (UPDATE device_request SET rejected_at = $2
                             WHERE request_id = $1 AND rejected_at IS NULL RETURNING *)
           SELECT g.*, coalesce(a.name, '') AS user_name
           FROM rejected g LEFT JOIN account a USING (user_id)""",
        request_id,
        now,
    )
    found = _requests(rows)
    return found[0] if found else None


async def withdraw(connection: Connection, request_id: UUID, user_id: UserId) -> bool:
    """Delete a client's own request, decided or not; False if there is none."""
    done = await connection.execute(
        "DELETE FROM device_request WHERE request_id = $1 AND user_id = $2", request_id, user_id
    )
    return done == "DELETE 1"


async def delete_requests_of(connection: Connection, user_id: UserId) -> None:
    """Delete all requests of a removed user."""
    await connection.execute("DELETE FROM device_request WHERE user_id = $1", user_id)


def _requests(rows: Sequence[asyncpg.Record]) -> list[DeviceRequest]:
    return [
        DeviceRequest(
            request_id=row["request_id"],
            user_id=UserId(row["user_id"]),
            user_name=row["user_name"],
            device=NewDevice(
                name=row["name"],
                description=row["description"],
                limit_uwh_per_hour=row["limit_uwh_per_hour"],
                reporting_interval_s=row["reporting_interval_s"],
                time_zone=row["time_zone"],
            ),
            requested_at=row["requested_at"],
            rejected_at=row["rejected_at"],
        )
        for row in rows
    ]
