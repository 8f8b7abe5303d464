"""The rules of submeters: what may be a part of what."""

from typing import Final

import msgspec

from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.contracts.devices import ChannelState, WholeChannel, import_channel
from kilowatch.devices.channels.domain import ChannelNotFound
from kilowatch.devices.domain import Device, next_version
from kilowatch.kit.errors import KilowatchError, Kind

DEEPEST: Final = 10
"""Submeters of submeters may be this many deep."""


class WholeUnknown(KilowatchError):
    """The channel that another should be a part of doesn't exist."""

    code = "whole_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such channel for this one to be a part of.")


class WholeDiffers(KilowatchError):
    """The two channels are of different kinds of energy, or of different units."""

    code = "whole_differs"

    def __init__(self) -> None:
        super().__init__("A part and its whole are of one kind of energy, in one unit.")


class SubmeterCircular(KilowatchError):
    """The channel would be a part of itself, or too many submeters deep."""

    kind = Kind.CONFLICT
    code = "submeter_circular"

    def __init__(self) -> None:
        super().__init__(
            f"The channel would be a part of itself, or more than {DEEPEST} submeters deep."
        )


def channel_in(device: Device, code: str) -> ChannelState:
    """Return a channel that was not removed. Raises `ChannelNotFound`."""
    default = import_channel(device.limit_uwh_per_hour, None, device.formula, device.part_of)
    for each in (default, *device.channels):
        if each.code == code and not each.removed:
            return each
    raise ChannelNotFound


def require_same(part: ChannelState, whole: ChannelState) -> None:
    """Raise `WholeDiffers` unless both are of one kind and unit."""
    if (part.kind, part.unit) != (whole.kind, whole.unit):
        raise WholeDiffers


def with_whole(device: Device, code: str, whole: WholeChannel | None) -> Device:
    """Return the device with a channel that is a part of ``whole``, or of none."""
    if code == DEFAULT_CHANNEL:
        return next_version(device, msgspec.structs.replace(device, part_of=whole))
    channels = tuple(
        msgspec.structs.replace(each, part_of=whole) if each.code == code else each
        for each in device.channels
    )
    return next_version(device, msgspec.structs.replace(device, channels=channels))
