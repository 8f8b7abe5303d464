"""Estimated and measured values give the same hours in whatever order they come."""

from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kilowatch.monitoring.domain import ParsedReading, ParsedRegister
from tests.monitoring.correction_steps import HOUR, KWH, START
from tests.monitoring.db import NOW, MonitoringDb
from tests.monitoring.estimates import estimated_hours, figures, file_of
from tests.monitoring.import_steps import ImportSteps

HOURS = 6
SOURCES = ("estimates", "file", "meter")


@st.composite
def histories(draw: st.DrawFn) -> dict[str, dict[int, int]]:
    """Return values by hour: of a meter and of a measured file at different hours."""
    by = [draw(st.sampled_from(["meter", "file", "neither"])) for _ in range(HOURS)]
    # Rising, so that registers may have them too.
    value = [10 * hour + draw(st.integers(1, 3)) for hour in range(HOURS)]
    guess = [10 * hour + draw(st.integers(1, 3)) for hour in range(HOURS)]
    with_guess = draw(st.sets(st.integers(0, HOURS - 1), min_size=1))
    return {
        "estimates": {hour: guess[hour] for hour in with_guess},
        "file": {hour: value[hour] for hour in range(HOURS) if by[hour] == "file"},
        "meter": {hour: value[hour] for hour in range(HOURS) if by[hour] == "meter"},
    }


class _Meter:
    """Sends and imports the values of one device."""

    def __init__(self, db: MonitoringDb, device: UUID, *, of_registers: bool) -> None:
        self._db = db
        self._steps = ImportSteps(db)
        self._device = device
        self._of_registers = of_registers

    async def take(self, source: str, values: dict[int, int]) -> int | None:
        """Store the values of a source; return the number of an import."""
        if not values:
            return None
        if source == "meter":
            parse = ParsedRegister if self._of_registers else self._reading
            await self._db.storage.take(
                [
                    parse(self._device, START + hour * HOUR, kwh * KWH, 1, hour)
                    for hour, kwh in values.items()
                ],
                [],
                NOW,
            )
            return None
        marked = frozenset(values) if source == "estimates" else frozenset[int]()
        number = await self._steps.start(
            self._device,
            file_of({hour: float(kwh) for hour, kwh in values.items()}, marked),
            kind="register" if self._of_registers else "interval",
            interval_s="3600",
        )
        await self._steps.all_steps()
        return number

    async def undo(self, number: int) -> None:
        await self._steps.undo(number)
        await self._steps.all_steps()

    @staticmethod
    def _reading(device: UUID, at: object, uwh: int, source: int, index: int) -> ParsedReading:
        return ParsedReading(device, at, uwh, 3600, source, index)  # type: ignore[arg-type]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=histories(), order=st.permutations(SOURCES), of_registers=st.booleans())
async def test_hours_are_the_same_in_any_order(
    db: MonitoringDb, history: dict[str, dict[int, int]], order: list[str], of_registers: bool
) -> None:
    without = await db.device()
    reference = _Meter(db, without, of_registers=of_registers)
    for source in ("meter", "file"):
        await reference.take(source, history[source])
    measured_only = await figures(db, without)
    device = await db.device()
    meter = _Meter(db, device, of_registers=of_registers)
    numbers = {source: await meter.take(source, history[source]) for source in order}
    found = await figures(db, device)

    await reference.take("estimates", history["estimates"])

    assert found == await figures(db, without)
    if not of_registers:
        certain = history["meter"] | history["file"]
        wanted = history["estimates"] | certain
        assert {hour: uwh for hour, uwh, *_ in found} == {h: v * KWH for h, v in wanted.items()}
        only_guessed = sorted(set(history["estimates"]) - set(certain))
        assert await estimated_hours(db, device) == only_guessed
    if order.index("estimates") > order.index("file") or not history["file"]:
        number = numbers["estimates"]
        assert number is not None
        await meter.undo(number)
        assert await figures(db, device) == measured_only
