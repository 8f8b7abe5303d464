"""Energy as an exact integer.

Inside Kilowatch energy is a whole number of micro-watt-hours, so that a sum does not
depend on the order of its parts. People and meters speak kWh.
"""

from decimal import Decimal

MICROWATTHOURS_PER_KWH = 1_000_000_000

MAX_READING_KWH = 1_000_000.0
"""A single reading above this is absurd: a 1 GW plant delivers it in an hour.

It also keeps ``kwh * 1e9`` below 2**53, where a float still names every integer.
"""

MAX_REGISTER_KWH = 1_000_000_000
"""No counter has more digits. In µWh it still fits a signed 64-bit integer nine times."""


def microwatthours(kwh: float) -> int:
    """Whole µWh nearest to ``kwh`` (at most `MAX_READING_KWH`; finite)."""
    return round(kwh * MICROWATTHOURS_PER_KWH)


def register_microwatthours(kwh: Decimal) -> int:
    """Whole µWh nearest to what a counter shows: exact where a float would not be."""
    return int((kwh * MICROWATTHOURS_PER_KWH).to_integral_value())


def kilowatthours(microwatthours: int) -> float:
    """The kWh as the float nearest to the exact decimal, good for 15 significant digits."""
    return microwatthours / MICROWATTHOURS_PER_KWH
