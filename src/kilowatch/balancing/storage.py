"""The balancing database: epochs of streams, and where the reading of one stands.

Over the stream protocol the position lives in the stream itself, and not here.
"""

from datetime import datetime

from kilowatch.balancing.domain import next_epoch
from kilowatch.kit.database import Pool


class EpochStorage:
    """Remembers which streams there were."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def current(self) -> int | None:
        """Epoch of the newest stream, None before the first."""
        epoch: int | None = await self._pool.fetchval("SELECT max(epoch) FROM stream_epoch")
        return epoch

    async def begin(self, now: datetime) -> int:
        """Note that a stream was first seen ``now``; gives its epoch."""
        epoch = next_epoch(now, await self.current())
        await self._pool.execute(
            "INSERT INTO stream_epoch (epoch, first_seen_at) VALUES ($1, $2)", epoch, now
        )
        return epoch

    async def position(self, epoch: int) -> int:
        """Below which offset of an epoch's stream everything is dealt; 0 where nothing is known."""
        position: int | None = await self._pool.fetchval(
            "SELECT position FROM stream_position WHERE epoch = $1", epoch
        )
        return position or 0

    async def store_position(self, epoch: int, position: int) -> None:
        """Note how far all is dealt. One that is behind does not set it back."""
        await self._pool.execute(
            """INSERT INTO stream_position AS s (epoch, position) VALUES ($1, $2)
               ON CONFLICT (epoch) DO UPDATE SET position = excluded.position
               WHERE s.position < excluded.position""",
            epoch,
            position,
        )
