"""Imports are put in, and taken out, by steps: a replica may end between any two of them."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.kit.accounts import Caller
from kilowatch.monitoring.corrections.schemas import SetReading
from kilowatch.monitoring.corrections.service import Corrections
from kilowatch.monitoring.corrections.storage import CorrectionStorage
from kilowatch.monitoring.imports.schemas import StartOptions
from kilowatch.monitoring.imports.service import Imports
from kilowatch.monitoring.imports.storage import ImportStorage
from tests.harness.tokens import TokenIssuer
from tests.monitoring.admin_client import AdminClient
from tests.monitoring.correction_steps import everything, hours, set_to
from tests.monitoring.correction_steps import readings as hourly
from tests.monitoring.db import NEWS_WINDOW, MonitoringDb
from tests.monitoring.env import run_monitoring
from tests.monitoring.import_client import ImportClient

FOUR = b"start,kWh\n" + b"".join(b"2025-06-02T%02d:00,%d\n" % (n, n + 1) for n in range(4))
ALL_KWH = {0: 1, 1: 2, 2: 3, 3: 4}


class ImportSteps:
    """Does imports by hand, one step at a time; nobody else works on them."""

    def __init__(self, db: MonitoringDb) -> None:
        self._storage = ImportStorage(db.pool)
        self._imports = Imports(self._storage)
        self._corrections = Corrections(CorrectionStorage(db.pool, NEWS_WINDOW))
        self._caller = Caller(UserId(uuid4()), Role.ADMIN, uuid4())

    async def start(self, device: UUID, file: bytes = FOUR, **options: str) -> int:
        """An import that waits for its first step."""

        async def body() -> AsyncGenerator[bytes]:
            yield file

        asked = StartOptions.model_validate(options)
        return (await self._imports.start(self._caller, device, asked, body())).id

    async def step(self, most: int) -> int | None:
        """The next step of whatever there is."""
        return await self._storage.step(most, datetime.now(UTC))

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
        """State, what was dealt with, what was taken out again."""
        told = await self._imports.one(number)
        return told.state, told.done, told.undone


@pytest.fixture
def import_steps(db: MonitoringDb) -> ImportSteps:
    return ImportSteps(db)


async def test_an_import_goes_on_after_a_restart_in_the_middle(
    db: MonitoringDb, import_steps: ImportSteps, issuer: TokenIssuer
) -> None:
    device = await db.device()
    number = await import_steps.start(device)
    assert await import_steps.step(3) == number
    assert await import_steps.state(number) == ("running", 3, 0)

    async with run_monitoring(db, issuer) as env:
        import_client = ImportClient(env, await AdminClient.open(env))
        told = await import_client.settled(number)

    assert (told["state"], told["new"]) == ("done", 4)
    assert await hours(db, device) == ALL_KWH
    assert await db.rows("SELECT 1 FROM import_row") == []


async def test_an_import_that_is_undone_while_it_runs_stops_and_leaves_nothing(
    db: MonitoringDb, import_steps: ImportSteps
) -> None:
    device = await db.device()
    await hourly(db, device, 9)
    before = await everything(db)
    number = await import_steps.start(device, conflicts="replace")
    await import_steps.step(2)

    await import_steps.undo(number)
    await import_steps.all_steps()

    assert await import_steps.state(number) == ("undone", 2, 2)
    assert await everything(db) == before
    assert await db.rows("SELECT 1 FROM import_row") == []


async def test_a_correction_amid_the_undoing_blocks_it_until_it_is_undone(
    db: MonitoringDb, import_steps: ImportSteps
) -> None:
    device = await db.device()
    before = await everything(db)
    number = await import_steps.start(device)
    await import_steps.all_steps()
    await import_steps.undo(number)
    await import_steps.step(2)
    correction = await import_steps.correct(device, 7, hour=3)

    await import_steps.all_steps()
    assert await import_steps.state(number) == ("undo_blocked", 4, 2)
    assert await hours(db, device) == {2: 3, 3: 7}

    await import_steps.undo_correction(correction)
    await import_steps.undo(number)
    await import_steps.all_steps()
    assert await import_steps.state(number) == ("undone", 4, 4)
    assert await everything(db) == before


async def test_what_was_corrected_while_an_import_waits_is_left_alone(
    db: MonitoringDb, import_steps: ImportSteps
) -> None:
    device = await db.device()
    number = await import_steps.start(device, conflicts="replace")
    await import_steps.correct(device, 7, hour=1)

    await import_steps.all_steps()

    assert await hours(db, device) == ALL_KWH | {1: 7}
    assert await import_steps.state(number) == ("done", 4, 0)


async def test_an_import_that_can_not_be_put_in_fails_and_holds_nobody_up(
    db: MonitoringDb, import_steps: ImportSteps
) -> None:
    device = await db.device()
    broken = await import_steps.start(device)
    behind = await import_steps.start(device, FOUR.replace(b"2025-06-02", b"2025-06-03"))
    await import_steps.step(2)
    # Something else holds the number of its next reading.
    await db.pool.execute(
        """INSERT INTO correction_item SELECT $1::bigint, line, measured_at FROM import_row
           WHERE import_id = $1""",
        broken,
    )

    await import_steps.all_steps()

    assert (await import_steps.state(broken))[0] == "failed"
    assert await import_steps.state(behind) == ("done", 4, 0)
