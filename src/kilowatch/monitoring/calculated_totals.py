"""Leaves calculated channels out of totals that hold what they are calculated from. Pure."""

from collections.abc import Sequence

import msgspec

from kilowatch.monitoring.visibility import KnownChannel


def without_doubles(
    channels: Sequence[KnownChannel], selected: Sequence[KnownChannel], *, named: bool
) -> list[KnownChannel]:
    """Return the channels of a total; ``selected`` are those that it was asked of.

    A calculated channel whose parts, or the parts of those, are in the total as well is not
    counted. Where devices were asked for by name (``named``) it is shown nevertheless.
    """
    present = {each.channel_key for each in selected}
    found: list[KnownChannel] = []
    for each in channels:
        if not each.parts & present:
            found.append(each)
        elif named:
            found.append(msgspec.structs.replace(each, counts=False))
    return found


def counted(channels: Sequence[KnownChannel]) -> list[KnownChannel]:
    """Return the channels that count in the total."""
    return [each for each in channels if each.counts]
