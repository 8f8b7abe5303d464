"""Meters that report a register: nothing invented, nothing lost, whatever the order."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from kilowatch.monitoring.domain import ParsedRegister
from tests.monitoring.ground import NOW, Ground

KWH = 1_000_000_000
START = datetime(2025, 3, 29, 20, tzinfo=UTC)


def register(device: UUID, hours: float, kwh: float, source: int = 0) -> ParsedRegister:
    at = START + timedelta(hours=hours)
    return ParsedRegister(device, at, round(kwh * KWH), source or int(hours * 60) + 1, 0)


async def test_the_difference_of_neighbours_is_the_energy_between(ground: Ground) -> None:
    device = await ground.device()

    outcome = await ground.storage.take(
        [register(device, n, 100 + 2 * n) for n in range(4)], [], NOW
    )

    assert outcome.stored == 4
    assert await ground.hourly() == {START + timedelta(hours=n): 2 * KWH for n in range(3)}
