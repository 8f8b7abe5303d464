"""What a decoder returns, and what decoders share: units, moments, refusals. Pure.

A decoder turns a payload into counters, each with its moment, its channel and its unit. It never
guesses: a unit, a direction or a moment that the payload leaves open is refused with what was
expected. A payload that is understood and shows no counter (a switch was turned on) gives none.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Context, Decimal
from typing import Final, TypeAlias, TypeVar

import msgspec

from kilowatch.contracts.channels import EnergyKind, Unit
from kilowatch.contracts.decoding import Decoder, Undecodable, decode
from kilowatch.monitoring.domain import Refused

T = TypeVar("T")

_EXACT: Final = Context(prec=60)
_HIGHEST_POWER: Final = 20
"""A value from 10 to this power on is far above any register: it is refused without arithmetic."""

_MOST_PHASES: Final = 16

MILLISECONDS_FROM: Final = 1e11


class Counter(msgspec.Struct, frozen=True):
    """What a counter shows at a moment (aware): a register of ``channel``, in ``unit``."""

    channel: str
    shown: Decimal
    unit: Unit
    measured_at: datetime


class Origin(msgspec.Struct, frozen=True):
    """What is known of a payload besides its bytes.

    ``rest`` is what follows the format in the topic, separated by dots. ``received_at`` is when
    the broker stored the message, None where it doesn't tell. ``zone`` is that of the device,
    None while the device is unknown.
    """

    rest: str = ""
    received_at: datetime | None = None
    zone: tzinfo | None = None

    def receipt(self, expected: str) -> datetime:
        """Return when the message came, for a payload without a time of its own.

        Raises `Refused` where the broker doesn't tell; ``expected`` says what would do.
        """
        if self.received_at is None:
            raise Refused(
                "time_missing",
                f"The payload has no time, and the broker doesn't tell when it came. {expected}",
            )
        return self.received_at


Decoded: TypeAlias = Sequence[Counter | Refused]
"""The counters of a payload, in its order; those that can't be read as what was wrong."""


def parsed(decoder: Decoder[T], body: bytes, expected: str) -> T:
    """Return the JSON value in ``body``. Raises `Refused` with what was expected."""
    try:
        return decode(decoder, body)
    except Undecodable as error:
        raise not_understood(expected, error.detail) from error


def not_understood(expected: str, detail: str = "") -> Refused:
    """Return the refusal of a payload that has another shape than its format."""
    return Refused("payload_not_understood", f"Expected {expected}. {detail}".strip())


def without_doubles(found: Iterable[Counter | Refused]) -> Decoded:
    """Return what was found, refusing each channel that two counters claim with different values.

    A counter that is told twice counts once.
    """
    kept: dict[str, Counter] = {}
    clashing: dict[str, None] = {}
    refused: list[Refused] = []
    for each in found:
        if isinstance(each, Refused):
            refused.append(each)
        elif kept.setdefault(each.channel, each) != each:
            clashing[each.channel] = None
    counters = [each for channel, each in kept.items() if channel not in clashing]
    refused += [
        Refused(
            "counter_ambiguous",
            f"Two counters of the payload would both be the channel {channel}. Expected one.",
        )
        for channel in clashing
    ]
    return [*counters, *refused]


# By their exact spelling: mWh and MWh, mJ and MJ differ by a billion.
_FACTORS: Final[dict[str, tuple[Unit, Decimal]]] = {
    "Wh": ("kWh", Decimal("0.001")),
    "kWh": ("kWh", Decimal(1)),
    "MWh": ("kWh", Decimal(1000)),
    "GJ": ("GJ", Decimal(1)),
    "MJ": ("GJ", Decimal("0.001")),
    "kJ": ("GJ", Decimal("0.000001")),
    "J": ("GJ", Decimal("0.000000001")),
    "m3": ("m3", Decimal(1)),
    "m³": ("m3", Decimal(1)),
    "L": ("m3", Decimal("0.001")),
    "l": ("m3", Decimal("0.001")),
    "dm3": ("m3", Decimal("0.001")),
}
_UNITS_IN_USE: Final = "Wh, kWh, MWh, J, kJ, MJ, GJ, m3 or L"
_KWH_PER_GJ: Final = _EXACT.divide(Decimal(1_000_000), Decimal(3600))
_UNITS: Final[dict[EnergyKind, tuple[Unit, ...]]] = {
    "electricity": ("kWh",),
    "gas": ("m3", "kWh"),
    "water": ("m3",),
    "heat": ("GJ", "kWh"),
    "cooling": ("GJ", "kWh"),
}


def measured(shown: Decimal, unit: str | None, kind: EnergyKind) -> tuple[Decimal, Unit]:
    """Return a counter's value in a unit of the platform.

    Volumes come in m3; joules in GJ, or in kWh for electricity (rounded far below a µWh). Raises
    `Refused` for a unit that is missing, unknown, or none of this kind.
    """
    known = None if unit is None else _FACTORS.get(unit)
    if unit is None or known is None:
        told = "no unit" if unit is None else f"the unit {unit:.20}"
        raise Refused("unit_unknown", f"The counter has {told}. Expected {_UNITS_IN_USE}.")
    to, factor = known
    if kind == "electricity" and to == "GJ":
        to, factor = "kWh", _EXACT.multiply(factor, _KWH_PER_GJ)
    if to not in _UNITS[kind]:
        raise Refused("unit_unknown", f"A counter of {kind} is never in {unit:.20}.")
    return scaled(shown, factor), to


def scaled(shown: Decimal, factor: Decimal) -> Decimal:
    """Return a value times ``factor``; one that no register could show is returned as it is."""
    if not shown.is_finite() or shown.adjusted() >= _HIGHEST_POWER:
        return shown
    return _EXACT.multiply(shown, factor)


def total(shown: Decimal | list[Decimal]) -> Decimal:
    """Return a value, or the sum of its phases."""
    if isinstance(shown, Decimal):
        return shown
    if len(shown) > _MOST_PHASES:
        raise Refused("too_many", f"A counter has at most {_MOST_PHASES} phases.")
    sum_ = Decimal(0)
    for each in shown:
        if not each.is_finite() or each.adjusted() >= _HIGHEST_POWER:
            return each
        sum_ = _EXACT.add(sum_, each)
    return sum_


def moment_of_text(text: str, zone: tzinfo | None) -> datetime:
    """Return the moment of an ISO 8601 text; without an offset it is a clock time in ``zone``."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused("time_malformed", f"Expected ISO 8601, not {text:.40}.") from error
    if found.tzinfo is None:
        return moment_of_clock(found, zone)
    try:
        return found.astimezone(UTC)
    except OverflowError as error:
        raise Refused("time_malformed", "The time is out of range.") from error


def moment_of_number(number: float) -> datetime:
    """Return the moment of Unix time in seconds, or milliseconds where it is that large."""
    try:
        seconds = number / 1000 if abs(number) >= MILLISECONDS_FROM else number
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Refused("time_malformed", "The time is out of range.") from error


def moment_of_clock(
    clock: datetime, zone: tzinfo | None, *, is_summer: bool | None = None
) -> datetime:
    """Return the moment of a clock time in the device's zone.

    ``is_summer`` is what the meter says of it. Without that, a time that comes twice or never
    when clocks change is refused, and so is a flag in a zone without summer time: the device
    has another zone than its meter then.
    """
    if zone is None:
        raise Refused(
            "zone_unknown",
            "The time is a clock time, and the device's time zone isn't known yet. Send it again.",
        )
    try:
        offset = (
            _offset_at(clock, zone)
            if is_summer is None
            else _offset_by_flag(clock, zone, is_summer=is_summer)
        )
        return (clock - offset).replace(tzinfo=UTC)
    except OverflowError as error:
        raise Refused("time_malformed", "The time is out of range.") from error


def _offset_at(clock: datetime, zone: tzinfo) -> timedelta:
    first, second = (clock.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or first != second:
        raise Refused(
            "time_ambiguous",
            f"{clock.isoformat()} comes twice or never in {zone}. Expected a time with its offset.",
        )
    return first


def _offset_by_flag(clock: datetime, zone: tzinfo, *, is_summer: bool) -> timedelta:
    midyear = (clock.replace(month=month, day=1, tzinfo=zone) for month in (1, 7))
    offsets = [each.utcoffset() or timedelta() for each in midyear]
    if offsets[0] == offsets[1]:
        raise Refused(
            "time_ambiguous",
            f"The meter tells summer from winter, but the device's time zone, {zone}, has no "
            "summer time. Expected the meter's own zone: set it on the device.",
        )
    return max(offsets) if is_summer else min(offsets)
