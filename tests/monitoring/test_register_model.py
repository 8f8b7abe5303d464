"""The rules of registers in SQL match docs/energy.md, as stated by a plain model."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.monitoring.db import MonitoringDb
from tests.monitoring.register_model import KWH, Judged, Register, judge

START = datetime(2025, 6, 2, tzinfo=UTC)

FOLD = """
SELECT f.states, f.sinces, f.energies, f.estimates FROM fold_registers(
    ARRAY(SELECT ROW(at, uwh, 1, NULL, NULL, new_meter, 1, 0, 'new', false, false, false,
                     false, false)::register_reading
          FROM unnest($1::timestamptz[], $2::bigint[], $3::bigint[]) AS r(at, uwh, new_meter)
          ORDER BY at),
    'infinity', false, true) AS f"""

KWH_AT_FIRST = st.sampled_from(
    [0, 1, 7, 100, 850, 899, 900, 901, 950, 990, 999, 8_999, 9_000, 9_500, 9_999, 99_990, 500_000]
)
HOURS = st.sampled_from([1, 1, 1, 1, 2, 6])
MOVES = st.one_of(
    st.tuples(st.just("rises by"), st.sampled_from([0, 1, 1, 1, 1, 2, 3, 4, 5, 8, 12, 13, 40])),
    st.tuples(st.just("rises by"), st.sampled_from([999_999, 1_000_000, 1_000_001])),
    st.tuples(st.just("shows"), st.sampled_from([0, 0, 1, 2, 4, 5, 12, 13, 100, 899, 901])),
    st.tuples(st.just("wraps after"), st.sampled_from([0, 1, 2, 3, 4, 5, 12, 13])),
    st.tuples(st.just("is swapped for"), st.sampled_from([0, 5, 899])),
    st.tuples(st.just("was lower and is swapped for"), st.sampled_from([0, 5, 899])),
    st.tuples(st.just("returns to"), st.sampled_from([0, 0, 1, 2, 5])),
)
"""A counter's next step, in kWh; it returns to its highest value so far and a little more."""


def series_of(first_kwh: int, moves: list[tuple[tuple[str, int], int]]) -> list[Register]:
    """Return the registers of a counter with these steps, each some hours after the last."""
    registers = [Register(0, first_kwh * KWH)]
    shown = highest = first_kwh
    at = 0
    for (move, kwh), hours in moves:
        at += hours * 3600
        if "swapped" in move:
            last = max(shown - 1, 0) if move.startswith("was lower") else shown
            registers.append(Register(at, last * KWH, kwh * KWH))
            shown = highest = kwh
            continue
        shown = {
            "rises by": shown + kwh,
            "shows": kwh,
            "returns to": highest + kwh,
            "wraps after": (shown + kwh) % max(1_000, 10 ** len(str(shown))),
        }[move]
        registers.append(Register(at, shown * KWH))
        highest = max(shown, highest)
    return registers


SERIES = st.builds(
    series_of, KWH_AT_FIRST, st.lists(st.tuples(MOVES, HOURS), min_size=1, max_size=9)
)


async def judged_by_sql(db: MonitoringDb, series: list[Register]) -> list[Judged]:
    [row] = await db.rows(
        FOLD,
        [START + timedelta(seconds=each.at) for each in series],
        [each.uwh for each in series],
        [each.new_meter_uwh for each in series],
    )
    sinces = [each and round((each - START).total_seconds()) for each in row["sinces"]]
    return [
        Judged(*each)
        for each in zip(row["states"], sinces, row["energies"], row["estimates"], strict=True)
    ]


@settings(max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SERIES)
async def test_sql_and_the_model_agree_on_every_series(
    db: MonitoringDb, series: list[Register]
) -> None:
    assert await judged_by_sql(db, series) == judge(series)


@given(SERIES)
def test_intervals_sum_to_the_register_difference(series: list[Register]) -> None:
    """While the counter only counts, except for glitches and spikes, nothing is lost or doubled."""
    judged = judge(series)
    counting = [
        (register, each)
        for register, each in zip(series, judged, strict=True)
        if each.state in ("first", "counted")
    ]
    if any(each.state in ("rollover", "reset", "swap", "absurd") for each in judged):
        return

    total = sum(each.energy_uwh or 0 for _, each in counting)

    assert total == counting[-1][0].uwh - counting[0][0].uwh


def test_the_series_exercise_every_rule() -> None:
    """Otherwise the comparison above would prove nothing about a rule."""
    met: Counter[str] = Counter()

    @settings(max_examples=600)
    @given(SERIES)
    def collect(series: list[Register]) -> None:
        for each in judge(series):
            known = "known" if each.energy_uwh is not None else "unknown"
            met[f"{each.state} {known}"] += 1

    collect()

    assert {state for state, count in met.items() if count >= 3} >= {
        "first unknown",
        "counted known",
        "glitch unknown",
        "waiting unknown",
        "spike unknown",
        "absurd unknown",
        "rollover known",
        "reset known",
        "reset unknown",
        "swap known",
        "swap unknown",
    }
