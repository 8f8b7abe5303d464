"""Adds the channels of one direction up without counting anything twice. Pure.

A meter reports the energy of a direction as one counter, as counters of tariff registers, or both;
and it may have changed from one to the other. For each moment the most general counter that
reports counts: the total, else its tariff registers, else other channels of the same direction.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

import msgspec

from kilowatch.contracts.channels import meaning_of
from kilowatch.monitoring.spans import Span, without
from kilowatch.monitoring.visibility import KnownChannel

_TOTAL, _TARIFF_REGISTER, _OTHER = range(3)
_BY_DEVICE: Final = attrgetter("device_id")


def counted_once(channels: Sequence[KnownChannel]) -> list[KnownChannel]:
    """Return the channels, those of a device in order, each with the spans in which it counts.

    ``channels`` are of one kind and direction, those of a device together.
    """
    found: list[KnownChannel] = []
    for _, of_device in groupby(channels, _BY_DEVICE):
        members = list(of_device)
        found += members if len(members) == 1 else _of_device(members)
    return found


def _of_device(members: Sequence[KnownChannel]) -> list[KnownChannel]:
    levels = [[each for each in members if _level(each) == level] for level in range(_OTHER + 1)]
    reporting = [[each for each in level if each.reported is not None] for level in levels]
    if not any(reporting):
        return next(level for level in levels if level)
    last = max(n for n, level in enumerate(reporting) if level)
    found: list[KnownChannel] = []
    taken: list[Span] = []
    for n, level in enumerate(reporting):
        lives = [each.reported for each in level if each.reported is not None]
        for each in level:
            spans = without(each.spans, taken)
            if n < last:
                spans = [common for span in spans for common in _common(span, lives)]
            if spans:
                found.append(msgspec.structs.replace(each, spans=tuple(spans)))
        taken += lives
    return found


def _common(span: Span, lives: Iterable[Span]) -> list[Span]:
    """Return what is in ``span`` and in any of ``lives``, in order and without overlap."""
    outside = without([span], list(lives))
    return without([span], outside)


def _level(channel: KnownChannel) -> int:
    if channel.tariff is not None:
        return _TARIFF_REGISTER
    return _TOTAL if meaning_of(channel.code) is not None else _OTHER
