"""Energy as an exact integer.

Inside Kilowatch energy is a whole number of micro-watt-hours, so that a sum does not
depend on the order of its parts. Users and meters use kWh.
"""

from decimal import Decimal

MICROWATTHOURS_PER_KWH = 1_000_000_000

MAX_READING_KWH = 1_000_000.0
"""A larger reading is rejected: a 1 GW plant delivers this in an hour.

It also keeps ``kwh * 1e9`` below 2**53, where a float still represents every integer.
"""

MAX_REGISTER_KWH = 1_000_000_000
"""No register has more digits. In µWh it still fits a signed 64-bit integer nine times."""


def microwatthours(kwh: float) -> int:
    """Return the whole µWh nearest to ``kwh`` (at most `MAX_READING_KWH`; finite)."""
    return round(kwh * MICROWATTHOURS_PER_KWH)


def register_microwatthours(kwh: Decimal) -> int:
    """Return the whole µWh nearest to a register's display: exact where a float would not be."""
    return int((kwh * MICROWATTHOURS_PER_KWH).to_integral_value())


def kilowatthours(microwatthours: int) -> float:
    """Return the kWh as the float nearest to the exact decimal, for 15 significant digits."""
    return microwatthours / MICROWATTHOURS_PER_KWH
