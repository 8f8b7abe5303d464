"""Claim codes: at most one for each device, as a hash.

Whatever changes the code of a device locks the device first.
"""

from datetime import datetime

from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.claims.domain import ClaimCode
from kilowatch.kit.database import Connection, Pool


async def put(connection: Connection, claim: ClaimCode, hashed: bytes) -> None:
    """Store the code of a device in place of the one before."""
    await connection.execute(
        """INSERT INTO claim_code (device_id, code_hash, issued_at, expires_at)
           VALUES ($1, $2, $3, $4)
           ON CONFLICT (device_id) DO UPDATE SET code_hash = excluded.code_hash,
               issued_at = excluded.issued_at, expires_at = excluded.expires_at""",
        claim.device_id,
        hashed,
        claim.issued_at,
        claim.expires_at,
    )


async def fetch_claimable(connection: Connection, hashed: bytes, now: datetime) -> DeviceId | None:
    """Return the device that can be claimed by a code. It isn't locked yet."""
    found = await connection.fetchval(
        """SELECT c.device_id FROM claim_code c JOIN device d ON d.id = c.device_id
           WHERE c.code_hash = $1 AND c.expires_at > $2
             AND d.owner_id IS NULL AND d.deleted_at IS NULL""",
        hashed,
        now,
    )
    return None if found is None else DeviceId(found)


async def use(connection: Connection, device_id: DeviceId, hashed: bytes, now: datetime) -> bool:
    """Delete a valid code of a locked device; False if it no longer has this one."""
    done = await connection.execute(
        """DELETE FROM claim_code
           WHERE device_id = $1 AND code_hash = $2 AND expires_at > $3""",
        device_id,
        hashed,
        now,
    )
    return done == "DELETE 1"


async def drop(connection: Connection, device_id: DeviceId) -> bool:
    """Delete the code of a locked device; False if it has none."""
    done = await connection.execute("DELETE FROM claim_code WHERE device_id = $1", device_id)
    return done == "DELETE 1"


async def fetch_page(pool: Pool, limit: int, offset: int) -> tuple[list[ClaimCode], int]:
    """Return a page of the codes that nobody used, also expired ones, newest first."""
    rows = await pool.fetch(
        """SELECT c.device_id, d.name AS device_name, c.issued_at, c.expires_at
           FROM claim_code c JOIN device d ON d.id = c.device_id
           ORDER BY c.issued_at DESC, c.device_id LIMIT $1 OFFSET $2""",
        limit,
        offset,
    )
    total = await pool.fetchval("SELECT count(*) FROM claim_code")
    found = [
        ClaimCode(
            device_id=DeviceId(row["device_id"]),
            device_name=row["device_name"],
            issued_at=row["issued_at"],
            expires_at=row["expires_at"],
        )
        for row in rows
    ]
    return found, int(total)
