"""One value of a format that isn't a table."""

from datetime import datetime
from decimal import Decimal, InvalidOperation

import msgspec

from kilowatch.monitoring.imports.reading import FileUnreadable

MEASURED = "measured"
ESTIMATED = "estimated"
SUBSTITUTED = "substituted"
MOST_EXPONENT = 30


class LongRow(msgspec.Struct, frozen=True):
    """A value: its interval, series and unit, and whether it was measured.

    ``quality`` is `MEASURED`, `ESTIMATED`, `SUBSTITUTED`, or says why there is no usable value.
    ``end`` is None for a register: it was read at ``start``.
    """

    start: datetime
    end: datetime | None
    meter: str
    register: str
    unit: str
    quality: str
    value: Decimal | str


def decimal_of(text: str) -> Decimal | str:
    """Return a number, or the text if it is none: the row is rejected later."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text
    exponent = number.as_tuple().exponent
    if not number.is_finite() or not isinstance(exponent, int) or abs(exponent) > MOST_EXPONENT:
        return text
    return number


def moment_of(text: str, pattern: str, what: str) -> datetime:
    """Return a time without zone. Raises `FileUnreadable`."""
    try:
        return datetime.strptime(text.strip(), pattern)  # noqa: DTZ007 - the caller knows the zone
    except ValueError as error:
        raise FileUnreadable(f"{what}: {text[:40]!r} is not a time.") from error
