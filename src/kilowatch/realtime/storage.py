"""The SQL of the `realtime` database: each user's notifications, numbered."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from kilowatch.contracts.devices import DeviceDeleted, DeviceState
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.roles import AccountStatus, Role
from kilowatch.kit.accounts import Account
from kilowatch.kit.correlation import correlation_id
from kilowatch.kit.database import Connection, Pool
from kilowatch.realtime.domain import Draft, LastNotification, Notification

QUERY_TIMEOUT_S = 10.0


async def lock_mailbox(connection: Connection, user_id: UserId) -> None:
    """Lock a user's notifications until the transaction ends, for every process."""
    await connection.execute(
        """INSERT INTO mailbox AS m (user_id, last_number) VALUES ($1, 0)
           ON CONFLICT (user_id) DO UPDATE SET last_number = m.last_number""",
        user_id,
    )


async def add_notification(connection: Connection, draft: Draft, kept: int) -> int | None:
    """Store ``draft`` under its user's next number, and delete all but ``kept``.

    The row of the mailbox stays locked until the transaction ends, so numbers have no gaps
    and become visible in order. None, and nothing stored, if something newer of the same
    subject is there already or the user is gone.
    """
    await lock_mailbox(connection, draft.user_id)
    # A separate statement: its snapshot sees what the previous holder of the lock did.
    number: int | None = await connection.fetchval(
        """WITH numbered AS (
               UPDATE mailbox SET last_number = last_number + 1
               WHERE user_id = $1
                 AND NOT EXISTS (SELECT FROM notification
                                 WHERE user_id = $1 AND subject = $3 AND version >= $4)
                 AND NOT EXISTS (SELECT FROM account WHERE user_id = $1 AND status = $7)
               RETURNING last_number)
           INSERT INTO notification (user_id, number, kind, subject, version, body, event_id,
                                     correlation_id)
           SELECT $1, last_number, $2, $3, $4, $5, $6, $8 FROM numbered
           RETURNING number""",
        draft.user_id,
        draft.kind,
        draft.subject,
        draft.version,
        draft.body,
        draft.event_id,
        AccountStatus.DELETED,
        correlation_id(),
    )
    if number is not None:
        await connection.execute(
            "DELETE FROM notification WHERE user_id = $1 AND number <= $2",
            draft.user_id,
            number - kept,
        )
    return number


async def last_notification(
    connection: Connection, user_id: UserId, subject: str
) -> LastNotification | None:
    """Return the last notification of ``subject``, if it is kept; lock the mailbox first.

    Only for subjects whose bodies have a ``state``.
    """
    row = await connection.fetchrow(
        """SELECT number, version, body::jsonb ->> 'state' AS state FROM notification
           WHERE user_id = $1 AND subject = $2 ORDER BY version DESC LIMIT 1""",
        user_id,
        subject,
    )
    return None if row is None else LastNotification(*row.values())


async def note_version(
    connection: Connection, user_id: UserId, last: LastNotification, version: int
) -> None:
    """Set a user's last notification to a later ``version``, so that no older one follows."""
    await connection.execute(
        "UPDATE notification SET version = $3 WHERE user_id = $1 AND number = $2",
        user_id,
        last.number,
        version,
    )


async def delete_mailbox(connection: Connection, user_id: UserId) -> None:
    """Delete all notifications of a user."""
    await connection.execute("DELETE FROM mailbox WHERE user_id = $1", user_id)


async def last_number(pool: Pool, user_id: UserId) -> int:
    """Return the newest number of a user; 0 without notifications."""
    number: int | None = await pool.fetchval(
        "SELECT last_number FROM mailbox WHERE user_id = $1", user_id, timeout=QUERY_TIMEOUT_S
    )
    return number or 0


async def notifications_after(
    pool: Pool, positions: Mapping[UserId, int], limit: int
) -> list[Notification]:
    """Return up to ``limit`` notifications of each user after their position, in order."""
    rows = await pool.fetch(
        """SELECT n.user_id, n.number, n.kind, n.body, n.created_at, n.correlation_id
           FROM unnest($1::uuid[], $2::bigint[]) AS p(user_id, position)
           CROSS JOIN LATERAL (
               SELECT * FROM notification
               WHERE user_id = p.user_id AND number > p.position
               ORDER BY number LIMIT $3) AS n
           ORDER BY n.user_id, n.number""",
        list(positions.keys()),
        list(positions.values()),
        limit,
        timeout=QUERY_TIMEOUT_S,
    )
    return [Notification(*row.values()) for row in rows]


async def fetch_accounts(pool: Pool, user_ids: Iterable[UserId]) -> dict[UserId, Account]:
    """Return this service's copy of several accounts."""
    rows = await pool.fetch(
        "SELECT user_id, version, role, status FROM account WHERE user_id = ANY($1::uuid[])",
        list(user_ids),
        timeout=QUERY_TIMEOUT_S,
    )
    return {
        UserId(row["user_id"]): Account(
            row["version"], Role(row["role"]), AccountStatus(row["status"])
        )
        for row in rows
    }


async def apply_device(connection: Connection, event: DeviceState) -> None:
    """Apply a newer state of a device to the copy of owners."""
    await _put_device(connection, event.device_id, event.version, event.owner_id, deleted=False)


async def apply_device_deleted(connection: Connection, event: DeviceDeleted) -> None:
    """Store a tombstone."""
    await _put_device(connection, event.device_id, event.version, None, deleted=True)


async def _put_device(
    connection: Connection,
    device_id: DeviceId,
    version: int,
    owner_id: UserId | None,
    *,
    deleted: bool,
) -> None:
    await connection.execute(
        """INSERT INTO device AS d (device_id, version, owner_id, deleted) VALUES ($1, $2, $3, $4)
           ON CONFLICT (device_id) DO UPDATE SET version = excluded.version,
               owner_id = excluded.owner_id, deleted = excluded.deleted
           WHERE d.version < excluded.version""",
        device_id,
        version,
        owner_id,
        deleted,
    )


async def fetch_owners(pool: Pool, device_ids: Iterable[DeviceId]) -> dict[DeviceId, UserId | None]:
    """Return the owner, or none, of each of these devices that exists."""
    rows = await pool.fetch(
        "SELECT device_id, owner_id FROM device WHERE device_id = ANY($1::uuid[]) AND NOT deleted",
        list(device_ids),
        timeout=QUERY_TIMEOUT_S,
    )
    return {row["device_id"]: row["owner_id"] for row in rows}


async def fetch_ended_sessions(pool: Pool, user_ids: Iterable[UserId]) -> set[UUID]:
    """Return the sessions of these users that were ended early."""
    rows = await pool.fetch(
        "SELECT session_id FROM ended_session WHERE user_id = ANY($1::uuid[])",
        list(user_ids),
        timeout=QUERY_TIMEOUT_S,
    )
    return {row["session_id"] for row in rows}


async def fetch_administrators(connection: Connection) -> list[UserId]:
    """Return all current administrators."""
    rows = await connection.fetch(
        "SELECT user_id FROM account WHERE role = $1 AND status = $2",
        Role.ADMIN,
        AccountStatus.ACTIVE,
    )
    return [UserId(row["user_id"]) for row in rows]
