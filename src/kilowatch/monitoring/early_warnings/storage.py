"""Queries of early warnings, and of the shares that owners chose."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from kilowatch.kit.database import Pool, alphabetical
from kilowatch.kit.lists import PageRequest, contains, order_by
from kilowatch.monitoring.acts import look_at_alerts
from kilowatch.monitoring.devices import PresentDevice

_SORT_COLUMNS: Final = {
    "hour": "w.hour",
    "device": alphabetical("d.name"),
    "energy": "w.energy_uwh",
}

MOST_RECHECKED: Final = 1_000
"""The most warnings judged at once; the next follow a second later."""


async def choice(pool: Pool, device: PresentDevice) -> int | None:
    """Return the share, in percent, at which the current owner wants to be warned."""
    share: int | None = await pool.fetchval(
        """SELECT share_percent FROM early_warning_choice
           WHERE channel_key = $1 AND owner_id = $2""",
        device.channel_key,
        device.owner_id,
    )
    return share


async def choose(pool: Pool, device: PresentDevice, share_percent: int | None) -> None:
    """Store the owner's choice; None: no early warnings."""
    if share_percent is None:
        await pool.execute(
            "DELETE FROM early_warning_choice WHERE channel_key = $1 AND owner_id = $2",
            device.channel_key,
            device.owner_id,
        )
        return
    await pool.execute(
        """INSERT INTO early_warning_choice (channel_key, owner_id, share_percent)
           VALUES ($1, $2, $3)
           ON CONFLICT (channel_key) DO UPDATE SET owner_id = excluded.owner_id,
               share_percent = excluded.share_percent""",
        device.channel_key,
        device.owner_id,
        share_percent,
    )


async def note_looks(pool: Pool, rows: Sequence[asyncpg.Record]) -> None:
    """Record the look of an administrator at these warnings, if it is one."""
    await look_at_alerts(pool, rows)


async def warnings(
    pool: Pool, owner_id: UUID | None, device_id: UUID | None, excerpt: PageRequest
) -> tuple[list[asyncpg.Record], int]:
    """Return a page of warnings, and their total number."""
    rows = await pool.fetch(
        f"""SELECT d.device_id, d.name AS device_name, d.time_zone, w.hour, w.state,
                  w.share_percent, w.energy_uwh, w.limit_uwh, w.changed_at
           FROM early_warning w JOIN channel d USING (channel_key)
           WHERE ($1::uuid IS NULL OR w.owner_id = $1)
             AND ($2::uuid IS NULL OR d.device_id = $2) AND {contains("$3", "d.name")}
           ORDER BY {order_by(excerpt.sort, _SORT_COLUMNS)}, w.hour DESC, w.channel_key
           LIMIT $4 OFFSET $5""",  # noqa: S608 - made of constants
        owner_id,
        device_id,
        excerpt.text,
        excerpt.limit,
        excerpt.offset,
    )
    total = await pool.fetchval(
        f"""SELECT count(*) FROM early_warning w JOIN channel d USING (channel_key)
           WHERE ($1::uuid IS NULL OR w.owner_id = $1)
             AND ($2::uuid IS NULL OR d.device_id = $2) AND {contains("$3", "d.name")}""",  # noqa: S608 - made of constants
        owner_id,
        device_id,
        excerpt.text,
    )
    return rows, int(total)


async def judge(pool: Pool, now: datetime, news_since: datetime) -> int:
    """Raise and retract due warnings; return their number.

    Recent hours are judged if their owner wants to be warned; hours with a warning that changed
    since, however old they are.
    """
    news = await pool.fetchval("SELECT judge_early_warnings($1, $2)", now, news_since)
    rechecked = await pool.fetchval(
        "SELECT recheck_warnings($1, $2, $3)", MOST_RECHECKED, now, news_since
    )
    return int(news) + int(rechecked)
