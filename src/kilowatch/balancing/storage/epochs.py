"""Epochs of streams, and how far one is read.

Over the stream protocol the position is stored in the stream itself.
"""

from datetime import datetime

from kilowatch.balancing.domain import next_epoch
from kilowatch.kit.database import Pool


async def current(pool: Pool) -> int | None:
    """Return the epoch of the newest stream, None before the first."""
    epoch: int | None = await pool.fetchval("SELECT max(epoch) FROM stream_epoch")
    return epoch


async def begin(pool: Pool, now: datetime) -> int:
    """Record that a stream was first seen ``now``; return its epoch."""
    epoch = next_epoch(now, await current(pool))
    await pool.execute(
        "INSERT INTO stream_epoch (epoch, first_seen_at) VALUES ($1, $2)", epoch, now
    )
    return epoch


async def position(pool: Pool, epoch: int) -> int:
    """Return the offset of an epoch below which everything is dispatched; 0 if unknown."""
    position: int | None = await pool.fetchval(
        "SELECT position FROM stream_position WHERE epoch = $1", epoch
    )
    return position or 0


async def store_position(pool: Pool, epoch: int, position: int) -> None:
    """Store the offset below which all is dispatched. A lower one is ignored."""
    await pool.execute(
        """INSERT INTO stream_position AS s (epoch, position) VALUES ($1, $2)
           ON CONFLICT (epoch) DO UPDATE SET position = excluded.position
           WHERE s.position < excluded.position""",
        epoch,
        position,
    )
