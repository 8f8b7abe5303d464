"""Leaves out of a total what is in it already: calculated channels, and submeters. Pure."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

import msgspec

from kilowatch.monitoring.spans import Span, without
from kilowatch.monitoring.visibility import KEY_LENGTH, KnownChannel

HOUR: Final = timedelta(hours=1)


def without_doubles(
    channels: Sequence[KnownChannel], selected: Sequence[KnownChannel], *, named: bool
) -> list[KnownChannel]:
    """Return the channels of a total; ``selected`` are those that it was asked of.

    A calculated channel whose parts, or the parts of those, are in the total as well is not
    counted. Where devices were asked for by name (``named``) it is shown nevertheless. A submeter
    does not count from the first hour of the meter above it on; before that it does. So a channel
    may be returned twice: with the time in which it counts, and with the time in which it doesn't.
    """
    by_key = {each.channel_key: each for each in selected}
    found: list[KnownChannel] = []
    for each in channels:
        if each.parts & by_key.keys():
            if named:
                found.append(msgspec.structs.replace(each, counts=False))
        else:
            above = [by_key[key] for key in each.wholes if key in by_key]
            found += _beside(each, above)
    return found


def _beside(channel: KnownChannel, above: Sequence[KnownChannel]) -> Iterator[KnownChannel]:
    """Yield a submeter, with the time in which it counts and that in which it doesn't."""
    measured = [span for each in above for span in _metered(each)]
    counting = tuple(without(channel.spans, measured))
    if counting or not channel.spans:
        yield msgspec.structs.replace(channel, spans=counting)
    rest = tuple(without(channel.spans, counting))
    if rest:
        yield msgspec.structs.replace(channel, spans=rest, counts=False)


def _metered(channel: KnownChannel) -> list[Span]:
    """Return the time from a meter's first hour on, as far as the caller may see it.

    That of a deleted one ends with its last hour. Where a meter is silent, a total lacks that time:
    its submeters are not all of what it measures.
    """
    if channel.life is None or channel.reported is None:
        return []
    last_hour_ends_at = channel.reported.ends_at - KEY_LENGTH + HOUR
    ends_at = last_hour_ends_at if channel.deleted else channel.life.ends_at
    return channel.visible(Span(channel.life.starts_at, ends_at))


def counted(channels: Sequence[KnownChannel]) -> list[KnownChannel]:
    """Return the channels that count in the total."""
    return [each for each in channels if each.counts]


def devices_in_total(channels: Sequence[KnownChannel], within: Span) -> set[UUID]:
    """Return the devices that a total of that time is made of."""
    return {each.device_id for each in counted(channels) if not each.wholes or each.visible(within)}


def shown(channels: Sequence[KnownChannel]) -> list[KnownChannel]:
    """Return each channel once, with all of its time, whether it counts or not."""
    found: dict[int, KnownChannel] = {}
    for each in channels:
        before = found.get(each.channel_key)
        if before is None:
            found[each.channel_key] = each
            continue
        spans = tuple(
            sorted((*before.spans, *each.spans), key=lambda span: (span.starts_at, span.ends_at))
        )
        found[each.channel_key] = msgspec.structs.replace(before, spans=spans, counts=False)
    return list(found.values())
