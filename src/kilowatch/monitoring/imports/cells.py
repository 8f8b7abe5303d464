"""Parses the number in a cell of a file. Pure; raises `Refused` where it doesn't fit."""

import re
from decimal import Decimal
from typing import Literal

from kilowatch.monitoring.domain import Refused

Decimals = Literal["point", "comma"]

LONGEST = 60
"""A longer cell holds neither a number nor a time."""
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
THOUSANDS = {
    "point": re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?"),
    "comma": re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?"),
}
SPACED = re.compile(r"[+-]?[1-9]\d{0,2}([ '\u2019\u00a0\u202f\u2009]\d{3})+([.,]\d+)?")
AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
SPACES = str.maketrans("", "", " '\u2019\u00a0\u202f\u2009")
NO_BREAK = str.maketrans("", "", "\u00a0\u202f\u2009")
SWAPPED = str.maketrans(",.", ".,")


def number(text: str, decimals: Decimals) -> Decimal:
    """Return the number in a cell; thousands may be set apart. Raises `Refused`."""
    bare = text.strip()
    if not bare:
        raise Refused("value_missing", "The value is empty.")
    if len(bare) > LONGEST:
        raise Refused("value_malformed", f"{bare[:40]!r} is not a number.")
    bare = bare.translate(SPACES if SPACED.fullmatch(bare) else NO_BREAK)
    if THOUSANDS[decimals].fullmatch(bare):
        bare = bare.replace("," if decimals == "point" else ".", "")
    if decimals == "comma":
        bare = bare.translate(SWAPPED)
    if not PLAIN.fullmatch(bare):
        raise Refused("value_malformed", f"{text.strip()[:40]!r} is not a number.")
    return Decimal(bare)


def is_number(text: str, decimals: Decimals = "point") -> bool:
    """Return true for a number."""
    try:
        number(text, decimals)
    except Refused:
        return False
    return True


def is_either_number(text: str) -> bool:
    """Return true for a number by a decimal point or a decimal comma."""
    return is_number(text, "point") or is_number(text, "comma")


def is_ambiguous(text: str) -> bool:
    """Return true where a sign may separate decimals or thousands: ``1,230``."""
    return AMBIGUOUS.fullmatch(text.strip()) is not None
