"""Quality flags of a utility: measured, estimated, substituted, missing. Pure."""

import msgspec

from kilowatch.monitoring.imports.domain import MappingUnclear
from kilowatch.monitoring.imports.words import (
    MEASURED_FLAGS,
    NOT_MEASURED,
    NOT_MEASURED_FLAGS,
    QUALITY_NAMES,
    TOTAL_WORDS,
)

NO = frozenset({"0", "no", "n", "false", "nein", "non", "nee", "nej", ""})
YES_OR_NO = NO | {"1", "yes", "y", "true", "ja", "oui", "j", "x"}
"""Values of a column such as *Estimated*."""


def is_measured(flag: str, known: frozenset[str] = frozenset()) -> bool:
    """Return true if a flag means a measured value. ``known``: the flags of a format."""
    bare = flag.strip().casefold()
    if known:
        return bare in known
    return bare in MEASURED_FLAGS


def is_not_measured(flag: str) -> bool:
    """Return true if a flag means an estimated, substituted or missing value."""
    bare = flag.strip().casefold()
    return bare in NOT_MEASURED_FLAGS or says_not_measured(flag)


def says_not_measured(flag: str) -> bool:
    """Return true if a word of any column means so, not only one of the flags' column."""
    return NOT_MEASURED.search(flag) is not None


class Flags(msgspec.Struct, frozen=True):
    """The column of flags, and the flags of measured values; empty: the common ones."""

    column: int
    measured: frozenset[str] = frozenset()


def find_flags(names: list[str], values: dict[int, dict[str, int]]) -> Flags | None:
    """Return the column of flags, by its name or by values such as "estimated".

    ``values``: for each other column with few values, how often each occurs. Raises
    `MappingUnclear` for flags that nobody knows.
    """
    for column, counts in values.items():
        name = names[column] if column < len(names) else ""
        flags = [flag for flag in counts if flag and not TOTAL_WORDS.search(flag)]
        if not flags:
            continue
        if NOT_MEASURED.search(name) and {flag.casefold() for flag in flags} <= YES_OR_NO:
            return Flags(column, NO)
        unmarked: frozenset[str] = (
            frozenset() if any(is_measured(flag) for flag in flags) else frozenset({""})
        )
        if any(says_not_measured(flag) for flag in flags):
            return Flags(column, unmarked)
        if QUALITY_NAMES.search(name):
            unknown = [each for each in flags if not (is_measured(each) or is_not_measured(each))]
            if unknown:
                raise MappingUnclear(
                    f"The column {name!r} may flag values that weren't measured, and "
                    f"{', '.join(unknown[:5])} isn't known. Say only={name}=… for each flag of "
                    "values that count."
                )
            return Flags(column, unmarked)
    return None
