"""Failed logins, counted by minute, address and name, until they are recorded."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from kilowatch.auth.domain.sessions import Holder
from kilowatch.kit.database import Connection

MOST_KEPT_APART: Final = 200
"""The most addresses and names counted separately in a minute; the rest is counted together."""

OVERFLOW: Final = "*"
MINUTE: Final = timedelta(minutes=1)


class FailedLogins(msgspec.Struct, frozen=True, kw_only=True):
    """Failed logins of one minute. ``address`` is "" if unknown, `OVERFLOW` for many.

    ``username`` and ``name`` are empty, and ``user_id`` None, for unknown names.
    """

    minute: datetime
    address: str
    username: str
    name: str
    user_id: UUID | None
    count: int

    @property
    def is_overflow(self) -> bool:
        """Return true for failures beyond the addresses that are counted separately."""
        return self.address == OVERFLOW


async def count(
    connection: Connection, holder: Holder | None, address: str | None, now: datetime
) -> FailedLogins:
    """Count one more; return its counter."""
    row = await connection.fetchrow(
        """INSERT INTO failed_login AS f (minute, address, username, name, user_id, count)
           SELECT $1::timestamptz, CASE WHEN is_full THEN $6 ELSE $2 END,
                  CASE WHEN is_full THEN '' ELSE $3 END, CASE WHEN is_full THEN '' ELSE $4 END,
                  CASE WHEN is_full THEN NULL ELSE $5::uuid END, 1
           FROM (SELECT (SELECT count(*) FROM failed_login WHERE minute = $1) >= $7
                        AND NOT EXISTS (SELECT FROM failed_login WHERE minute = $1
                                        AND address = $2::text AND username = $3::text)
                        AS is_full) AS s
           ON CONFLICT (minute, address, username) DO UPDATE SET count = f.count + 1
           RETURNING minute, address, username, name, user_id, count""",
        now.replace(second=0, microsecond=0),
        address or "",
        holder.username if holder is not None else "",
        holder.name if holder is not None else "",
        holder.user_id if holder is not None else None,
        OVERFLOW,
        MOST_KEPT_APART,
    )
    assert row is not None  # noqa: S101 - an upsert that returns gives one row
    return _failed(row)


async def take_before(connection: Connection, now: datetime) -> list[FailedLogins]:
    """Remove and return the counters of minutes that were over at ``now``."""
    rows = await connection.fetch(
        """DELETE FROM failed_login WHERE minute <= $1
           RETURNING minute, address, username, name, user_id, count""",
        now - MINUTE,
    )
    return [_failed(row) for row in rows]


def _failed(row: asyncpg.Record) -> FailedLogins:
    return FailedLogins(**dict(row))
