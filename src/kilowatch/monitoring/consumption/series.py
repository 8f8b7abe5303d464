"""Groups channels into the series of an answer: one per device, or one per channel. Pure."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final
from uuid import UUID

import msgspec

from kilowatch.monitoring.consumption.buckets import Sums, add_up
from kilowatch.monitoring.visibility import KnownChannel

_BY_DEVICE: Final = attrgetter("device_id")


class Series(msgspec.Struct, frozen=True):
    """Channels that are shown as one; all are of one device."""

    channels: tuple[KnownChannel, ...]

    @property
    def device_id(self) -> UUID:
        """The device that all of its channels are of."""
        return self.channels[0].device_id

    @property
    def name(self) -> str:
        """The device's name."""
        return self.channels[0].name

    @property
    def time_zone(self) -> str:
        """The device's time zone."""
        return self.channels[0].time_zone

    @property
    def channel(self) -> str | None:
        """The code of its channel; None: it has several."""
        return self.channels[0].code if len(self.channels) == 1 else None

    @property
    def counts(self) -> bool:
        """True if all of it is in the total."""
        return all(each.counts for each in self.channels)

    def sums(self, by_channel: Mapping[int | None, Mapping[int, Sums]]) -> Mapping[int, Sums]:
        """Its sums by bucket, from those of each channel."""
        parts = [by_channel.get(each.channel_key, {}) for each in self.channels]
        if len(parts) == 1:
            return parts[0]
        found: dict[int, list[Sums]] = {}
        for part in parts:
            for position, sums in part.items():
                found.setdefault(position, []).append(sums)
        return {n: whole for n, each in found.items() if (whole := add_up(each)) is not None}


def series_in(channels: Sequence[KnownChannel], *, by_channel: bool) -> list[Series]:
    """Return the series of channels, of which those of a device stand together."""
    if by_channel:
        return [Series((each,)) for each in channels]
    return [Series(tuple(each)) for _, each in groupby(channels, _BY_DEVICE)]
