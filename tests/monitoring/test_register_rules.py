"""What a register is taken as, exactly at the boundaries that docs/energy.md names."""

from collections.abc import Callable

from kilowatch.monitoring.domain import Parsed
from tests.monitoring.dirty_series import Dirty
from tests.monitoring.ground import NOW, Ground
from tests.monitoring.register_boundaries import BOUNDARIES
from tests.monitoring.test_dirty_series import as_parsed, expected, hours_of


async def test_each_boundary_is_where_the_documentation_says(ground: Ground) -> None:
    wrong = [
        each.name
        for each in BOUNDARIES
        if await _hours_after(ground, each, lambda messages: [messages]) != expected(each)
    ]

    assert wrong == []


async def test_it_is_there_too_when_the_values_come_one_by_one_and_backwards(
    ground: Ground,
) -> None:
    wrong = [
        each.name
        for each in BOUNDARIES
        if await _hours_after(ground, each, lambda messages: [[m] for m in reversed(messages)])
        != expected(each)
    ]

    assert wrong == []


async def _hours_after(
    ground: Ground, case: Dirty, batches: Callable[[list[Parsed]], list[list[Parsed]]]
) -> dict[float, tuple[object, ...]]:
    device = await ground.device()
    for batch in batches(as_parsed(case, device)):
        await ground.storage.take(batch, [], NOW)
    return await hours_of(ground, device, case.start)
