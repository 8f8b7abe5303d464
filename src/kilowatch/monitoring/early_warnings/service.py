"""The use cases of early warnings, and the task that raises and retracts them."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg
import structlog

from kilowatch.contracts.units import kilowatthours
from kilowatch.kit.accounts import Caller
from kilowatch.kit.database import CONNECTION_LOST, Pool
from kilowatch.kit.lists import PageRequest
from kilowatch.monitoring.early_warnings import storage
from kilowatch.monitoring.early_warnings.schemas import EarlyWarning, EarlyWarningPage
from kilowatch.monitoring.visibility import seen_by

log = structlog.get_logger()

JUDGE_EVERY_S: Final = 1.0


class EarlyWarnings:
    """Lists early warnings, and judges hours near their limit."""

    def __init__(self, pool: Pool, news_window: timedelta) -> None:
        self._pool = pool
        self._news_window = news_window

    async def page(
        self, caller: Caller, device_id: UUID | None, excerpt: PageRequest
    ) -> EarlyWarningPage:
        """Return warnings: a client's own, or all for an administrator."""
        rows, total = await storage.warnings(self._pool, seen_by(caller), device_id, excerpt)
        await storage.note_looks(self._pool, rows)
        return EarlyWarningPage(items=[_warning(row) for row in rows], total=total)

    async def run(self) -> None:
        """Judge every second until cancelled; only one replica does it at a time."""
        while True:
            now = datetime.now(UTC)
            try:
                count = await storage.judge(self._pool, now, now - self._news_window)
                if count:
                    log.info("early_warnings.changed", count=count)
            except (*CONNECTION_LOST, asyncpg.PostgresError, TimeoutError) as error:
                log.warning("early_warnings.wait", error=str(error) or repr(error))
            await asyncio.sleep(JUDGE_EVERY_S)


def _warning(row: asyncpg.Record) -> EarlyWarning:
    return EarlyWarning(
        device_id=row["device_id"],
        device_name=row["device_name"],
        time_zone=row["time_zone"],
        hour=row["hour"],
        state=row["state"],
        share=row["share_percent"] / 100,
        energy_kwh=kilowatthours(row["energy_uwh"]),
        limit_kwh=None if row["limit_uwh"] is None else kilowatthours(row["limit_uwh"]),
        changed_at=row["changed_at"],
    )
