"""Constants that SQL needs, generated from their declarations in Python.

``python -m kilowatch.monitoring.sql_constants`` writes ``sql/constants.sql`` (`make schemas` does).
"""

from pathlib import Path
from typing import NamedTuple

from kilowatch.contracts.readings import CORRECTION_FLOOR
from kilowatch.contracts.units import MAX_READING_KWH, MAX_REGISTER_KWH, MICROWATTHOURS_PER_KWH
from kilowatch.monitoring.domain import FUTURE_TOLERANCE, MAX_INTERVAL_S

FILE = Path(__file__).parent / "sql" / "constants.sql"


class Constant(NamedTuple):
    """An immutable function without parameters, which PostgreSQL plans as a constant."""

    name: str
    sql_type: str
    value: str
    comment: str


CONSTANTS = (
    Constant(
        "kwh_per_uwh",
        "numeric",
        # A product of numerics is exact, a quotient is rounded.
        f"0.{'1'.rjust(len(str(MICROWATTHOURS_PER_KWH)) - 1, '0')}",
        "One µWh in kWh (contracts/units.py).",
    ),
    Constant(
        "max_reading_uwh",
        "bigint",
        str(int(MAX_READING_KWH) * MICROWATTHOURS_PER_KWH),
        "The largest energy of a reading, and the largest step of a register (contracts/units.py).",
    ),
    Constant(
        "max_register_uwh",
        "bigint",
        str(MAX_REGISTER_KWH * MICROWATTHOURS_PER_KWH),
        "The largest value of a register (contracts/units.py).",
    ),
    Constant(
        "correction_floor",
        "bigint",
        str(CORRECTION_FLOOR),
        "Sources from here on are corrections by people (contracts/readings.py).",
    ),
    Constant(
        "furthest_ahead",
        "interval",
        f"interval '{int(FUTURE_TOLERANCE.total_seconds()) + MAX_INTERVAL_S} seconds'",
        "How far after now a reading can end (monitoring/domain.py).",
    ),
)


def constants_sql() -> str:
    """Return the content of ``sql/constants.sql``."""
    functions = [
        f"-- {each.comment}\n"
        f"CREATE OR REPLACE FUNCTION {each.name}() RETURNS {each.sql_type}\n"
        f"LANGUAGE sql IMMUTABLE AS $$ SELECT {each.value} $$;\n"
        for each in CONSTANTS
    ]
    return "\n".join(
        ["-- Made by kilowatch.monitoring.sql_constants: change it there.\n", *functions]
    )


if __name__ == "__main__":
    FILE.write_text(constants_sql(), encoding="utf-8")
