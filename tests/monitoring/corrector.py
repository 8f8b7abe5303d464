"""Corrections made and undone without HTTP, in hours from the start of the history."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from kilowatch.monitoring.corrections import storage
from kilowatch.monitoring.corrections.storage import Change, Outcome
from tests.monitoring.correction_steps import HOUR, START
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb

BY = uuid4()
SECOND = timedelta(seconds=1)


class Corrector:
    """Makes and undoes corrections of one device."""

    def __init__(self, db: MonitoringDb, device: UUID) -> None:
        self._pool = db.pool
        self._device = device

    async def make(
        self, action: str, start: float, end: float | None = None, **fields: Any
    ) -> Outcome:
        """Make a correction between two hours; ``end`` is a moment after ``start`` by default."""
        starts_at = START + start * HOUR
        change = Change(
            device_id=self._device,
            action=action,
            of_registers=fields.pop("of_registers", False),
            starts_at=starts_at,
            ends_at=starts_at + SECOND if end is None else START + end * HOUR,
            reason="a test",
            **fields,
        )
        return await storage.make(self._pool, change, BY, NOW, NOW - NEWS_WINDOW, preview=False)

    async def done(self, *args: Any, **fields: Any) -> int:
        """Make a correction that succeeds; return its number."""
        outcome = await self.make(*args, **fields)
        assert outcome.problem is None
        assert outcome.correction_id is not None
        return outcome.correction_id

    async def undo(self, number: int, *, preview: bool = False) -> Outcome:
        """Undo a correction, or return the effect of that."""
        return await storage.undo(self._pool, number, BY, NOW, NOW - NEWS_WINDOW, preview=preview)
