"""The state of a register, exactly at the boundaries in docs/energy.md."""

from collections.abc import Callable

from kilowatch.monitoring.domain import Parsed
from tests.monitoring.db import NOW, MonitoringDb
from tests.monitoring.dirty_series import Dirty
from tests.monitoring.register_boundaries import BOUNDARIES
from tests.monitoring.test_dirty_series import as_parsed, expected, hours_of


async def test_every_boundary_matches_the_documentation(db: MonitoringDb) -> None:
    wrong = [
        each.name
        for each in BOUNDARIES
        if await _hours_after(db, each, lambda messages: [messages]) != expected(each)
    ]

    assert wrong == []


async def test_boundaries_are_the_same_for_values_stored_one_by_one_in_reverse(
    db: MonitoringDb,
) -> None:
    wrong = [
        each.name
        for each in BOUNDARIES
        if await _hours_after(db, each, lambda messages: [[m] for m in reversed(messages)])
        != expected(each)
    ]

    assert wrong == []


async def _hours_after(
    db: MonitoringDb, case: Dirty, batches: Callable[[list[Parsed]], list[list[Parsed]]]
) -> dict[float, tuple[object, ...]]:
    device = await db.device()
    for batch in batches(as_parsed(case, device)):
        await db.storage.take(batch, [], NOW)
    return await hours_of(db, device, case.start)
