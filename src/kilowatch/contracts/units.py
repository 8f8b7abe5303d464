"""Energy as an exact integer.

Inside Kilowatch energy is a whole number of micro-watt-hours, so that a sum does not
depend on the order of its parts. People and meters speak kWh.
"""

MICROWATTHOURS_PER_KWH = 1_000_000_000

MAX_READING_KWH = 1_000_000.0
"""A single reading above this is absurd: a 1 GW plant delivers it in an hour.

It also keeps ``kwh * 1e9`` below 2**53, where a float still names every integer.
"""


def microwatthours(kwh: float) -> int:
    """Whole µWh nearest to ``kwh`` (at most `MAX_READING_KWH`; finite)."""
    return round(kwh * MICROWATTHOURS_PER_KWH)


def kilowatthours(microwatthours: int) -> float:
    """The kWh as the float nearest to the exact decimal, good for 15 significant digits."""
    return microwatthours / MICROWATTHOURS_PER_KWH
