"""The rules of channels: what one measures is fixed when it is added; the rest may change."""

from typing import TypedDict

import msgspec

from kilowatch.contracts.channels import (
    DEFAULT_CHANNEL,
    MOST_CHANNELS,
    UNITS_OF,
    ChannelMeaning,
    Direction,
    EnergyKind,
    Unit,
    meaning_of,
)
from kilowatch.contracts.devices import ChannelState
from kilowatch.devices.domain import Device, next_version
from kilowatch.kit.errors import KilowatchError, Kind


class ChannelNotFound(KilowatchError):
    """The device has no such channel, or it was removed."""

    kind = Kind.NOT_FOUND
    code = "channel_not_found"

    def __init__(self) -> None:
        super().__init__("The device has no such channel.")


class ChannelExists(KilowatchError):
    """The device has, or had, a channel of this code."""

    kind = Kind.CONFLICT
    code = "channel_exists"

    def __init__(self, code: str) -> None:
        super().__init__(f"The device has, or had, a channel {code}.")


class ChannelUnclear(KilowatchError):
    """It isn't clear what the channel measures, or its parts contradict each other."""

    code = "channel_unclear"
    remedy = "Give kind, direction and unit."


class LimitNotSupported(KilowatchError):
    """Only channels that are measured in kWh have limits and alerts."""

    code = "limit_not_supported"

    def __init__(self, unit: Unit) -> None:
        super().__init__(f"A limit is in kWh per hour; this channel is measured in {unit}.")


class TooManyChannels(KilowatchError):
    """The device has as many channels as a device can have."""

    code = "too_many_channels"

    def __init__(self) -> None:
        super().__init__(f"A device has at most {MOST_CHANNELS} channels, removed ones included.")


class ChannelIsFixed(KilowatchError):
    """The channel ``import`` belongs to every device: its limit is that of the device."""

    kind = Kind.CONFLICT
    code = "channel_is_fixed"
    remedy = "Change the device itself."

    def __init__(self) -> None:
        super().__init__("Every device has the channel import; it can't be changed or removed.")


class AskedMeaning(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a channel's meaning that were given; None is left to its code."""

    kind: EnergyKind | None = None
    direction: Direction | None = None
    tariff: str | None = None
    unit: Unit | None = None


class ChannelChange(TypedDict, total=False):
    """Changes to a channel; an absent field stays."""

    label: str | None
    limit_per_hour: int | None


def settled_meaning(code: str, asked: AskedMeaning) -> ChannelMeaning:
    """Return what a new channel measures. Raises `ChannelUnclear`.

    A code that says what it means can't be given another meaning, but another unit of its kind.
    """
    known = meaning_of(code)
    if known is None:
        if asked.kind is None or asked.direction is None:
            raise ChannelUnclear(f"The code {code} doesn't say what the channel measures.")
        known = ChannelMeaning(asked.kind, asked.direction, asked.tariff, UNITS_OF[asked.kind][0])
    said = (asked.kind, asked.direction, asked.tariff)
    meant = (known.kind, known.direction, known.tariff)
    for one, other in zip(said, meant, strict=True):
        if one is not None and one != other:
            raise ChannelUnclear(f"The code {code} means {other}, not {one}.")
    unit = asked.unit or known.unit
    if unit not in UNITS_OF[known.kind]:
        raise ChannelUnclear(
            f"{known.kind.capitalize()} is measured in {' or '.join(UNITS_OF[known.kind])}."
        )
    return msgspec.structs.replace(known, unit=unit)


def with_channel(device: Device, channel: ChannelState) -> Device:
    """Return the device with one more channel.

    Raises `ChannelExists`, `TooManyChannels`, `LimitNotSupported`.
    """
    if channel.code == DEFAULT_CHANNEL or any(e.code == channel.code for e in device.channels):
        raise ChannelExists(channel.code)
    if len(device.channels) + 1 >= MOST_CHANNELS:
        raise TooManyChannels
    _require_limit_in_kwh(channel)
    return _replace(device, (*device.channels, channel))


def with_change(device: Device, code: str, change: ChannelChange) -> Device:
    """Return the device after a change of a channel: the same one if it changes nothing.

    Raises `ChannelNotFound`, `ChannelIsFixed`, `LimitNotSupported`.
    """
    channel = msgspec.structs.replace(find(device, code), **change)
    _require_limit_in_kwh(channel)
    return _replace(
        device, tuple(channel if each.code == code else each for each in device.channels)
    )


def without_channel(device: Device, code: str) -> Device:
    """Return the device with a channel removed. Raises `ChannelNotFound`, `ChannelIsFixed`."""
    find(device, code)
    return _replace(
        device,
        tuple(
            msgspec.structs.replace(each, removed=True) if each.code == code else each
            for each in device.channels
        ),
    )


def find(device: Device, code: str) -> ChannelState:
    """Return a channel that can be changed. Raises `ChannelNotFound`, `ChannelIsFixed`."""
    if code == DEFAULT_CHANNEL:
        raise ChannelIsFixed
    for each in device.channels:
        if each.code == code and not each.removed:
            return each
    raise ChannelNotFound


def _require_limit_in_kwh(channel: ChannelState) -> None:
    if channel.limit_per_hour is not None and channel.unit != "kWh":
        raise LimitNotSupported(channel.unit)


def _replace(device: Device, channels: tuple[ChannelState, ...]) -> Device:
    return next_version(device, msgspec.structs.replace(device, channels=channels))
