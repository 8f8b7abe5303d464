"""The rules of readings: parsing messages, and reasons for rejections. Pure; time is given."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import TypeAlias
from uuid import UUID

import msgspec

from kilowatch.contracts.channels import (
    DEFAULT_CHANNEL,
    Unit,
    UnknownChannelName,
    channel_code,
)
from kilowatch.contracts.readings import MAX_READINGS_PER_MESSAGE, MeterReading
from kilowatch.contracts.units import (
    MAX_READING_KWH,
    MAX_REGISTER_KWH,
    MICROWATTHOURS_PER_KWH,
    kilowatthours,
    microwatthours,
    register_microwatthours,
)

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
FUTURE_TOLERANCE = timedelta(days=1)
MAX_INTERVAL_S = 31 * 86_400
MAX_MESSAGE_BYTES = 256 * 1024
MAX_COMMAS = 32 * MAX_READINGS_PER_MESSAGE
"""A larger array is not even split into its items: each would be an object of its own."""

MAX_KEPT_BODY_CHARACTERS = 4_000
MILLISECONDS_FROM = 1e11
"""A number this large is Unix time in milliseconds, a smaller one in seconds (until 5138)."""


class ChannelName(msgspec.Struct, frozen=True):
    """A valid reading. ``measured_at`` is aware; energy in whole µWh."""

    device_id: UUID
    code: str
    unit: Unit | None


class ParsedReading(msgspec.Struct, frozen=True):
    """A reading that may be stored. ``measured_at`` is aware; energy in whole µWh.

    That of another channel than ``import`` carries its name, and its quantity is in billionths of
    the channel's unit.
    """

    channel_id: UUID
    measured_at: datetime
    energy_uwh: int
    interval_s: int | None
    source: int
    source_index: int
    channel: ChannelName | None = None

    @property
    def device_id(self) -> UUID:
        """The device that the channel is one of."""
        return self.channel_id if self.channel is None else self.channel.device_id


class ParsedRegister(msgspec.Struct, frozen=True):
    """A register: a meter's counter at ``measured_at`` (aware, whole seconds), as in a reading."""

    channel_id: UUID
    measured_at: datetime
    register_uwh: int
    source: int
    source_index: int
    channel: ChannelName | None = None

    @property
    def device_id(self) -> UUID:
        """The device that the channel is one of."""
        return self.channel_id if self.channel is None else self.channel.device_id


Parsed: TypeAlias = ParsedReading | ParsedRegister


class Rejection(msgspec.Struct, frozen=True):
    """A rejected reading: a stable reason, a sentence for people, and its text."""

    source: int
    source_index: int
    sender: str | None
    reason: str
    detail: str
    body: str


class Refused(Exception):
    """A reading is invalid; carries the stable reason and a sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def device_of(wire: MeterReading, sender: str | None) -> UUID:
    """The sender as the broker authorised it; a body that says otherwise is rejected."""
    named = wire.device_id if wire.device_id is not None else sender
    if named is None:
        raise Refused("device_missing", "The reading names no device.")
    try:
        device_id = UUID(named)
    except ValueError as error:
        raise Refused("device_malformed", "The device's identifier is not a UUID.") from error
    if sender is not None and not _is_same_device(sender, device_id):
        raise Refused("foreign_device", "The reading names another device than its sender.")
    return device_id


def _is_same_device(sender: str, device_id: UUID) -> bool:
    try:
        return UUID(sender) == device_id
    except ValueError:
        return False


def moment_of(wire: MeterReading, now: datetime) -> datetime:
    """Return when it was measured, in UTC."""
    value = wire.measured_at if wire.measured_at is not None else wire.timestamp
    if value is None:
        raise Refused("time_missing", "The reading has neither measured_at nor timestamp.")
    return believable(_parse_time(value), now)


def believable(moment: datetime, now: datetime) -> datetime:
    """Return a moment that a reading can be of. Raises `Refused` for any other."""
    if moment < EARLIEST:
        raise Refused("too_early", "The reading is from before the year 2000.")
    if moment > now + FUTURE_TOLERANCE:
        raise Refused("too_late", "The reading is from more than a day ahead.")
    return moment


def _parse_time(value: str | float) -> datetime:
    """Parse ISO 8601, or Unix time in seconds or milliseconds. Without an offset it is UTC."""
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
        else:
            seconds = value / 1000 if abs(value) >= MILLISECONDS_FROM else value
            moment = datetime.fromtimestamp(seconds, UTC)
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Refused("time_malformed", "The time is neither ISO 8601 nor Unix time.") from error


def channel_of(device_id: UUID, name: str, unit: Unit | None) -> ChannelName | None:
    """Return the channel that a reading names, None for the one that every device has."""
    try:
        code = channel_code(name)
    except UnknownChannelName as error:
        raise Refused("channel_malformed", str(error)) from error
    return None if code == DEFAULT_CHANNEL else ChannelName(device_id, code, unit)


def energy_of(wire: MeterReading) -> int:
    """Return the energy of an interval in µWh, or billionths of the channel's unit."""
    values = (wire.energy_kwh, wire.measurement_value, wire.value)
    quantity = next((each for each in values if each is not None), None)
    if quantity is None:
        raise Refused(
            "energy_missing", "The reading has no energy_kwh, measurement_value or register_kwh."
        )
    if not isfinite(quantity):
        raise Refused("energy_not_finite", "The energy is not a finite number.")
    if quantity < 0:
        raise Refused("energy_negative", "The energy of an interval is never below zero.")
    if quantity > MAX_READING_KWH:
        raise Refused("energy_absurd", f"The energy is above {MAX_READING_KWH:,.0f} kWh.")
    return microwatthours(quantity)


def register_of(wire: MeterReading, shown: Decimal) -> int:
    """Return what a counter shows in µWh, or billionths of the channel's unit."""
    if any(each is not None for each in (wire.energy_kwh, wire.measurement_value, wire.value)):
        raise Refused(
            "energy_and_register",
            "The reading has register_kwh and an energy: their times mean different things.",
        )
    if not shown.is_finite():
        raise Refused("register_not_finite", "The register is not a finite number.")
    if shown < 0:
        raise Refused("register_negative", "A register is never below zero.")
    if shown > MAX_REGISTER_KWH:
        raise Refused("register_absurd", f"The register is above {MAX_REGISTER_KWH:,} kWh.")
    return register_microwatthours(shown)


def interval_of(wire: MeterReading) -> int | None:
    """Return the length of its interval in seconds, None where it doesn't say."""
    if wire.interval_s is not None and not 0 < wire.interval_s <= MAX_INTERVAL_S:
        raise Refused("interval_absurd", "interval_s is not between 1 second and 31 days.")
    return wire.interval_s


def as_sent(reading: Parsed, channel: ChannelName) -> str:
    """Return the stored form of a rejection. PostgreSQL's text has no NUL: a symbol replaces it."""
    in_kwh = channel.unit == "kWh"
    fields: dict[str, object] = {
        "device_id": channel.device_id,
        "measured_at": reading.measured_at,
        "channel": channel.code,
    }
    if isinstance(reading, ParsedRegister):
        shown = Decimal(reading.register_uwh) / MICROWATTHOURS_PER_KWH
        fields["register_kwh" if in_kwh else "register"] = str(shown)
    else:
        fields["energy_kwh" if in_kwh else "value"] = kilowatthours(reading.energy_uwh)
        if reading.interval_s is not None:
            fields["interval_s"] = reading.interval_s
    return msgspec.json.encode(fields).decode()


def printable(text: str) -> str:
    """Return the text as PostgreSQL can store it."""
    return text.replace("\x00", "␀")
