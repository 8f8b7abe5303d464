"""Quality flags of a utility: measured, estimated, substituted, missing. Pure."""

from collections.abc import Set as AbstractSet

import msgspec

from kilowatch.monitoring.imports.domain import MappingUnclear
from kilowatch.monitoring.imports.words import (
    ESTIMATED,
    ESTIMATED_FLAGS,
    IDENTITY_NAMES,
    MEASURED_FLAGS,
    QUALITY_NAMES,
    TOTAL_WORDS,
    UNUSABLE,
    UNUSABLE_FLAGS,
)

NO = frozenset({"0", "no", "n", "false", "nein", "non", "nee", "nej", ""})
YES = frozenset({"1", "yes", "y", "true", "ja", "oui", "j", "x"})
"""Values of a column such as *Estimated*."""


def is_measured(flag: str, known: frozenset[str] = frozenset()) -> bool:
    """Return true if a flag means a measured value. ``known``: the flags of a format."""
    bare = flag.strip().casefold()
    if known:
        return bare in known
    return bare in MEASURED_FLAGS


def is_estimated(flag: str, known: frozenset[str] = frozenset()) -> bool:
    """Return true if a flag means an estimated or substituted value, one that isn't missing.

    ``known``: the flags of a format.
    """
    bare = flag.strip().casefold()
    return bare in (known or ESTIMATED_FLAGS) or (not known and _says_estimated(flag))


def is_not_measured(flag: str) -> bool:
    """Return true if a flag means an estimated, substituted or missing value."""
    bare = flag.strip().casefold()
    return bare in ESTIMATED_FLAGS | UNUSABLE_FLAGS or says_not_measured(flag)


def says_not_measured(flag: str) -> bool:
    """Return true if a word of any column means so, not only one of the flags' column."""
    return ESTIMATED.search(flag) is not None or UNUSABLE.search(flag) is not None


def _says_estimated(flag: str) -> bool:
    return ESTIMATED.search(flag) is not None and UNUSABLE.search(flag) is None


class Flags(msgspec.Struct, frozen=True):
    """The column of flags, and those of measured and of estimated values.

    Empty: the common ones. ``doubted``: some values of the column weren't measured.
    """

    column: int
    measured: frozenset[str] = frozenset()
    estimated: frozenset[str] = frozenset()
    doubted: bool = False


def find_flags(
    names: list[str], values: dict[int, dict[str, int]], given: AbstractSet[int] = frozenset()
) -> Flags | None:
    """Return the column of flags, by its name or by values such as "estimated".

    ``values``: for each other column with few values, how often each occurs. ``given``: columns
    by whose values the caller chose rows. Raises `MappingUnclear` for flags that nobody knows and
    for several columns that flag values as not measured, unless the caller chose them.
    """
    found: list[Flags] = []
    for column, counts in sorted(values.items(), key=lambda each: each[0] in given):
        name = names[column] if column < len(names) else ""
        flags = [flag for flag in counts if flag and not TOTAL_WORDS.search(flag)]
        one = _flags_of(column, name, flags, is_given=column in given) if flags else None
        if one is not None:
            found.append(one)
    doubted = [each for each in found if each.doubted and each.column not in given]
    if len(doubted) > 1:
        listed = ", ".join(repr(names[each.column]) for each in doubted if each.column < len(names))
        raise MappingUnclear(
            f"Several columns flag values that weren't measured: {listed}. Say only=column=value "
            "for the values of all but one of them that count."
        )
    return next(iter([*doubted, *(each for each in found if each.doubted), *found]), None)


def _flags_of(column: int, name: str, flags: list[str], *, is_given: bool) -> Flags | None:
    """Return the flags of a column, None if it holds none. Raises `MappingUnclear`."""
    if says_not_measured(name) and {flag.casefold() for flag in flags} <= NO | YES:
        doubted = any(flag.casefold() in YES for flag in flags)
        return Flags(column, NO, YES if _says_estimated(name) else frozenset(), doubted)
    measured = any(is_measured(flag) for flag in flags)
    unmarked: frozenset[str] = frozenset() if measured else frozenset({""})
    if any(says_not_measured(flag) for flag in flags):
        return Flags(column, unmarked, doubted=True)
    doubted = any(is_not_measured(flag) for flag in flags)
    unknown = [each for each in flags if not (is_measured(each) or is_not_measured(each))]
    if QUALITY_NAMES.search(name):
        if unknown and not is_given:
            raise MappingUnclear(
                f"The column {name!r} may flag values that weren't measured, and "
                f"{', '.join(unknown[:5])} isn't known. Say only={name}=… for each flag of "
                "values that count."
            )
        return Flags(column, unmarked, doubted=doubted)
    if measured and doubted and not unknown and not is_given and not IDENTITY_NAMES.search(name):
        raise MappingUnclear(
            f"The column {name or column + 1!r} may flag values that weren't measured: "
            f"{', '.join(flags[:5])}. Say only={name or column + 1}=… for each flag of values "
            "that count, or name the column Quality."
        )
    return None
