"""Flags by which a utility says that a value was measured, or was not. Pure."""

from kilowatch.monitoring.imports.words import (
    MEASURED_FLAGS,
    NOT_MEASURED,
    NOT_MEASURED_FLAGS,
    QUALITY_NAMES,
)


def is_measured(flag: str, known: frozenset[str] = frozenset()) -> bool:
    """Return true where a flag says that the value was measured. ``known``: those of a format."""
    bare = flag.strip().casefold()
    if known:
        return bare in known
    return bare in MEASURED_FLAGS


def is_not_measured(flag: str) -> bool:
    """Return true where a flag says that the value was estimated, substituted or is missing."""
    bare = flag.strip().casefold()
    return bare in NOT_MEASURED_FLAGS or says_not_measured(flag)


def says_not_measured(flag: str) -> bool:
    """Return true where a word of any column says so, not only that of a flag's column."""
    return NOT_MEASURED.search(flag) is not None


def quality_column(names: list[str], values: dict[int, dict[str, int]]) -> int | None:
    """Return the column of the flags: by its name, or because its values say "estimated".

    ``values``: for each other column with few values, how often each occurs.
    """
    for column, counts in values.items():
        name = names[column] if column < len(names) else ""
        flags = [flag for flag in counts if flag]
        if not flags:
            continue
        if any(says_not_measured(flag) for flag in flags):
            return column
        if QUALITY_NAMES.search(name) and all(
            is_measured(flag) or is_not_measured(flag) for flag in flags
        ):
            return column
    return None
