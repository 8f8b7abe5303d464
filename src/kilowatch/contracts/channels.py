"""Channels: what a device measures, by names that the field uses.

A channel is one kind of energy in one direction, of one tariff register where a meter splits the
direction. It is named by its code (``import``, ``export``, ``import-t1``, ``gas``), by an OBIS
code of IEC 62056-61 (``1.8.0``, ``1-0:2.8.1*255``), or by a code of one's own. Every device has
the channel ``import``, whose identifier is that of the device; the identifier of another channel
follows from device and code, so that no service has to ask another for it.

Quantities are whole billionths of the channel's unit: µWh for kWh, mm³ for m³, J for GJ.
"""

import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias
from uuid import UUID, uuid5

import msgspec

EnergyKind: TypeAlias = Literal["electricity", "gas", "water", "heat", "cooling"]
Direction: TypeAlias = Literal["import", "export", "production", "consumption"]
Unit: TypeAlias = Literal["kWh", "m3", "L", "GJ"]

DEFAULT_CHANNEL: Final = "import"
"""The channel that every device has; a reading that names no channel is one of it."""

MOST_CHANNELS: Final = 64
"""A device has at most this many channels, removed ones included."""

UNITS_OF: Final[dict[EnergyKind, tuple[Unit, ...]]] = {
    "electricity": ("kWh",),
    "gas": ("m3", "L", "kWh"),
    "water": ("m3", "L"),
    "heat": ("GJ", "kWh"),
    "cooling": ("GJ", "kWh"),
}
"""In what each kind is measured; the first is taken where nothing else is said."""

_CODE: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_MOST_CHARACTERS: Final = 32
_ELECTRICITY_CODE: Final = re.compile(
    r"(import|export|production|consumption)(?:-t([1-9]|[1-5][0-9]|6[0-3]))?"
)
_OBIS: Final = re.compile(
    r"(?:(\d{1,3})-(\d{1,3}):)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:[*&.](\d{1,3}))?", re.ASCII
)
_ELECTRICITY_MEDIUM: Final = 1
_DIRECTION_OF_OBIS: Final[dict[int, Direction]] = {1: "import", 2: "export"}
_TIME_INTEGRAL: Final = 8
_HIGHEST_TARIFF: Final = 63
_CODE_OF_MEDIUM: Final = {5: "cooling", 6: "heat", 7: "gas", 8: "water", 9: "hot-water"}
_FLOW_OF_MEDIUM: Final = {5: 1, 6: 1, 7: 3, 8: 1, 9: 1}
_OBIS_OF: Final = {
    code: f"{medium}-0:{_FLOW_OF_MEDIUM[medium]}.0.0" for medium, code in _CODE_OF_MEDIUM.items()
}


class ChannelMeaning(msgspec.Struct, frozen=True):
    """What a channel measures. ``tariff`` is the register of its direction, such as ``T1``."""

    kind: EnergyKind
    direction: Direction
    tariff: str | None
    unit: Unit


class UnknownChannelName(ValueError):
    """A text is neither the code of a channel nor an OBIS code of one."""


@lru_cache(maxsize=4096)
def channel_code(name: str) -> str:
    """Return the code of the channel that ``name`` means: a code, or an OBIS code.

    Raises `UnknownChannelName`, also for an OBIS code that is not of a counter of energy or
    volume (a voltage, a power, a demand).
    """
    text = name.strip().lower()
    if len(text) > _MOST_CHARACTERS:
        raise UnknownChannelName(f"A channel's name has at most {_MOST_CHARACTERS} characters.")
    if _CODE.fullmatch(text):
        return text.replace("_", "-")
    if match := _OBIS.fullmatch(text):
        return _code_of_obis(match)
    raise UnknownChannelName(
        "A channel is named by letters, digits and dashes, or by an OBIS code such as 1.8.1."
    )


def _code_of_obis(match: re.Match[str]) -> str:
    medium = int(match[1]) if match[1] is not None else _ELECTRICITY_MEDIUM
    quantity, integral, tariff = int(match[3]), int(match[4]), int(match[5])
    if medium == _ELECTRICITY_MEDIUM and integral == _TIME_INTEGRAL:
        direction = _DIRECTION_OF_OBIS.get(quantity)
        if direction is not None and tariff <= _HIGHEST_TARIFF:
            return direction if tariff == 0 else f"{direction}-t{tariff}"
    if _FLOW_OF_MEDIUM.get(medium) == quantity and integral == tariff == 0:
        return _CODE_OF_MEDIUM[medium]
    raise UnknownChannelName("This OBIS code is not that of a counter of energy or volume.")


def obis_of(code: str) -> str | None:
    """Return the OBIS code of a channel, None for one that has none."""
    match = _ELECTRICITY_CODE.fullmatch(code)
    if match is None:
        return _OBIS_OF.get(code)
    quantity = {"import": 1, "export": 2}.get(match[1])
    return None if quantity is None else f"{quantity}.8.{match[2] or 0}"


def meaning_of(code: str) -> ChannelMeaning | None:
    """Return what a channel of this code measures, None where its code doesn't say."""
    match = _ELECTRICITY_CODE.fullmatch(code)
    if match is not None:
        direction = _DIRECTIONS[match[1]]
        tariff = f"T{match[2]}" if match[2] is not None else None
        return ChannelMeaning("electricity", direction, tariff, "kWh")
    kind = _KIND_OF_CODE.get(code)
    if kind is None:
        return None
    return ChannelMeaning(kind, "import", None, UNITS_OF[kind][0])


_DIRECTIONS: Final[dict[str, Direction]] = {
    "import": "import",
    "export": "export",
    "production": "production",
    "consumption": "consumption",
}
_KIND_OF_CODE: Final[dict[str, EnergyKind]] = {
    "gas": "gas",
    "water": "water",
    "hot-water": "water",
    "heat": "heat",
    "cooling": "cooling",
}


@lru_cache(maxsize=200_000)
def channel_id(device_id: UUID, code: str) -> UUID:
    """Return the identifier of a device's channel: that of the device for ``import``."""
    return device_id if code == DEFAULT_CHANNEL else uuid5(device_id, code)
