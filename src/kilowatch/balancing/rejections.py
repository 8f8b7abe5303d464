"""Counts and publishes what the HTTP intake rejected, so that operators see it."""

import asyncio
from typing import Final

import asyncpg
import msgspec
import structlog
from prometheus_client import Counter

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.intake import MOST_KEPT_CHARACTERS, ReadingsRejected
from kilowatch.kit.database import CONNECTION_LOST, Pool
from kilowatch.kit.messaging.outbox import emit_all

log = structlog.get_logger()

MOST_APART: Final = 50
"""The most pairs of sender and reason counted separately; beyond it only the reason is."""

intake_rejected = Counter(
    "kilowatch_intake_rejected", "Readings and requests rejected over HTTP, by reason", ["reason"]
)


class IntakeRejections:
    """Counts rejections by sender and reason, and publishes them every ``every_s`` seconds.

    However many requests are rejected, few events follow. Counts that aren't published yet are
    lost when the process is killed; the senders have had their responses.
    """

    def __init__(self, pool: Pool, every_s: float) -> None:
        self._pool = pool
        self._every_s = every_s
        self._noted: dict[tuple[DeviceId | None, str], ReadingsRejected] = {}

    def note(
        self, sender: DeviceId | None, reason: str, detail: str, body: bytes, count: int = 1
    ) -> None:
        """Count rejections of a sender; never waits."""
        intake_rejected.labels(reason).inc(count)
        if (sender, reason) not in self._noted and len(self._noted) >= MOST_APART:
            sender = None
        kept = body[: 4 * MOST_KEPT_CHARACTERS].decode("utf-8", errors="replace")
        self._add(
            ReadingsRejected(
                sender=sender,
                reason=reason,
                detail=detail[:MOST_KEPT_CHARACTERS],
                body=kept[:MOST_KEPT_CHARACTERS],
                count=count,
            )
        )

    async def run(self) -> None:
        """Publish until cancelled."""
        while True:
            await asyncio.sleep(self._every_s)
            await self.flush()

    async def flush(self) -> None:
        """Publish the counts; during a database outage they are published later."""
        noted, self._noted = self._noted, {}
        if not noted:
            return
        try:
            async with self._pool.acquire() as connection, connection.transaction():
                await emit_all(connection, noted.values())
        except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
            log.warning("rejections.not_reported", error=str(error) or repr(error))
            since, self._noted = self._noted, noted
            for each in since.values():
                self._add(each)

    def _add(self, more: ReadingsRejected) -> None:
        key = (more.sender, more.reason)
        known = self._noted.get(key)
        if known is not None:
            more = msgspec.structs.replace(known, count=known.count + more.count)
        self._noted[key] = more
