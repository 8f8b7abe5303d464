"""Imports done by hand, one step at a time."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.kit.accounts import Caller
from kilowatch.monitoring.corrections.schemas import SetReading
from kilowatch.monitoring.corrections.service import Corrections
from kilowatch.monitoring.imports.options import ImportOptions, StartOptions
from kilowatch.monitoring.imports.schemas import FileReport, ImportDetails
from kilowatch.monitoring.imports.service import Imports
from kilowatch.monitoring.imports.storage import step
from tests.monitoring.correction_steps import set_to
from tests.monitoring.db import NEWS_WINDOW, MonitoringDb

FOUR = b"start,kWh\n" + b"".join(b"2025-06-02T%02d:00,%d\n" % (n, n + 1) for n in range(4))
ALL_KWH = {0: 1, 1: 2, 2: 3, 3: 4}


class ImportSteps:
    """Does imports by hand, one step at a time; no replica works on them."""

    def __init__(self, db: MonitoringDb) -> None:
        self._pool = db.pool
        self._imports = Imports(db.pool)
        self._corrections = Corrections(db.pool, NEWS_WINDOW)
        self._caller = Caller(UserId(uuid4()), Role.ADMIN, uuid4())

    async def preview(self, device: UUID, file: bytes, **options: Any) -> FileReport:
        """Return how a file compares with what is stored."""

        async def body() -> AsyncGenerator[bytes]:
            yield file

        return await self._imports.preview(device, ImportOptions.model_validate(options), body())

    async def run(self, device: UUID, file: bytes = FOUR, **options: Any) -> ImportDetails:
        """Import a file in one go; return its record."""
        number = await self.start(device, file, **options)
        await self.all_steps()
        return await self._imports.one(number)

    async def start(self, device: UUID, file: bytes = FOUR, **options: Any) -> int:
        """An import that waits for its first step."""

        async def body() -> AsyncGenerator[bytes]:
            yield file

        asked = StartOptions.model_validate(options)
        return (await self._imports.start(self._caller, device, asked, body())).id

    async def one(self, number: int) -> ImportDetails:
        """Return the record of an import."""
        return await self._imports.one(number)

    async def step(self, most: int) -> int | None:
        """The next step of whatever there is."""
        return await step(self._pool, most, datetime.now(UTC))

    async def all_steps(self) -> None:
        """Every step there is."""
        while await self.step(100):
            pass

    async def undo(self, number: int) -> None:
        """Ask for it; nothing is done yet."""
        await self._imports.undo(self._caller, number)

    async def correct(self, device: UUID, kwh: float, hour: int) -> int | None:
        """Set a reading by hand; gives the correction's number."""
        asked = SetReading.model_validate(set_to(kwh, hour=hour, interval_s=3600))
        effect = await self._corrections.make(self._caller, device, asked, preview=False)
        return effect.correction_id

    async def undo_correction(self, number: int | None) -> None:
        """Undo one."""
        assert number is not None
        await self._corrections.undo(self._caller, number, preview=False)

    async def state(self, number: int) -> tuple[str, int, int]:
        """State, what was dispatched with, what was taken out again."""
        told = await self._imports.one(number)
        return told.state, told.done, told.undone
