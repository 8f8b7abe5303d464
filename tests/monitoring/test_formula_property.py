"""Calculated channels equal independent sums of their parts, whatever happens in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kilowatch.contracts.formulas import FormulaStep
from tests.monitoring.calculated import START, calculated, hours, meter, send, settle, step
from tests.monitoring.db import MonitoringDb

HOUR = timedelta(hours=1)
HOURS = 4
CODES = ("import", "export", "production")
FACTORS = (-1.0, 0.5, 1.0, 10.55)


@dataclass(frozen=True)
class Value:
    """A value of a part in an hour, later ones correct earlier ones; None: calculate first."""

    code: int
    hour: int
    kwh: int


@dataclass(frozen=True)
class Formula:
    """A formula of one or two steps."""

    first: tuple[float, ...]
    second: tuple[float, ...] | None
    changes_at: int

    def steps(self, device: UUID) -> list[FormulaStep]:
        found = [step(*_terms(device, self.first))]
        if self.second is not None:
            since = START + self.changes_at * HOUR
            found.append(step(*_terms(device, self.second), since=since))
        return found

    def at(self, hour: int) -> tuple[float, ...]:
        is_second = self.second is not None and hour >= self.changes_at
        return self.second if is_second and self.second is not None else self.first


def _terms(device: UUID, factors: Sequence[float]) -> list[tuple[UUID, str, float]]:
    return [(device, code, factor) for code, factor in zip(CODES, factors, strict=False)]


factors = st.lists(st.sampled_from(FACTORS), min_size=1, max_size=3).map(tuple)
formulas = st.builds(
    Formula, first=factors, second=st.none() | factors, changes_at=st.integers(0, HOURS - 1)
)
values = st.builds(
    Value,
    code=st.integers(0, len(CODES) - 1),
    hour=st.integers(0, HOURS - 1),
    kwh=st.integers(0, 9),
)
steps = st.lists(values | formulas | st.none(), max_size=25)


def expected(formula: Formula, known: dict[tuple[int, int], int]) -> dict[str, float]:
    """Return the hours of a calculated channel, by a sum of their own."""
    found: dict[str, float] = {}
    for hour in range(HOURS):
        wanted = formula.at(hour)
        parts = [known.get((code, hour)) for code in range(len(wanted))]
        if any(each is None for each in parts):
            continue
        exact = sum(
            (
                Decimal(str(f)) * each
                for f, each in zip(wanted, parts, strict=True)
                if each is not None
            ),
            Decimal(0),
        )
        at: datetime = START + hour * HOUR
        found[f"{at:%d %H:%M}"] = float(exact.quantize(Decimal("1E-9"), ROUND_HALF_UP))
    return found


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=formulas, sequence=steps, known_first=st.booleans())
async def test_hours_follow_their_parts_in_any_order(
    db: MonitoringDb, first: Formula, sequence: list[Value | Formula | None], known_first: bool
) -> None:
    device = await meter(db, *(CODES[1:] if known_first else ()))
    formula, version = first, 2
    key = await calculated(db, device, *formula.steps(device), version=version)
    outer_device = await meter(db)
    outer = await calculated(db, outer_device, step((device, "consumption", 2)))
    if not known_first:
        for code in CODES[1:]:
            await db.device(device, channel=code)
    known: dict[tuple[int, int], int] = {}
    for source, each in enumerate(sequence, start=1):
        match each:
            case None:
                await settle(db)
            case Value(code, hour, kwh):
                await send(db, device, CODES[code], kwh, START + hour * HOUR, source)
                known[code, hour] = kwh
            case Formula():
                formula, version = each, version + 1
                await calculated(db, device, *formula.steps(device), version=version)

    await settle(db)

    wanted = expected(formula, known)
    assert await hours(db, key) == wanted
    assert await hours(db, outer) == {at: 2 * kwh for at, kwh in wanted.items()}
