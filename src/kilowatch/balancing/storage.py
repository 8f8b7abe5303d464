"""The balancing database: epochs of streams. Where the reading stands lives in the broker."""

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
