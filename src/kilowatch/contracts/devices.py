"""Events of `devices` about metering devices. State events carry the whole state."""

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from kilowatch.contracts.channels import DEFAULT_CHANNEL, Direction, EnergyKind, Unit
from kilowatch.contracts.events import Event, event
from kilowatch.contracts.formulas import FormulaStep
from kilowatch.contracts.ids import DeviceId, UserId


class OwnerStep(msgspec.Struct, frozen=True, kw_only=True):
    """The owner of a device from ``since`` on: None for no owner, or since the first reading."""

    owner_id: UserId | None
    since: datetime | None


class LimitStep(msgspec.Struct, frozen=True, kw_only=True):
    """The limit of a device from ``since`` on: None for no limit, or since the first reading."""

    limit_uwh_per_hour: int | None
    since: datetime | None


class WholeChannel(msgspec.Struct, frozen=True, kw_only=True):
    """The channel that a submeter's channel is a part of."""

    device_id: DeviceId
    channel: str


DeviceRole: TypeAlias = Literal["owner", "member", "viewer"]
"""``owner`` and ``member`` may change the device, ``viewer`` only sees it."""


class DevicePerson(msgspec.Struct, frozen=True, kw_only=True):
    """A user who has access to a device that its owner manages, from ``since`` until ``until``.

    No ``since`` is the first reading, no ``until`` is still valid.
    """

    user_id: UserId
    role: DeviceRole
    since: datetime | None
    until: datetime | None = None


class ChannelState(msgspec.Struct, frozen=True, kw_only=True):
    """A channel beside ``import``, which every device has.

    ``limit_per_hour`` and those of ``limits`` are in billionths of ``unit``. A channel that was
    removed stays in the list: its history stays, and its further readings are rejected.
    ``limits``: as in `DeviceState`. ``formula``: the steps of a calculated channel, which has no
    readings of its own; None for a channel that is measured. ``part_of``: the channel whose meter
    measures this one's energy, too; None: there is none.
    """

    code: str
    label: str | None
    kind: EnergyKind
    direction: Direction
    tariff: str | None
    unit: Unit
    limit_per_hour: int | None = None
    removed: bool = False
    limits: list[LimitStep] | None = None
    formula: tuple[FormulaStep, ...] | None = None
    part_of: WholeChannel | None = None


def import_channel(
    limit_uwh_per_hour: int | None,
    limits: list[LimitStep] | None,
    formula: tuple[FormulaStep, ...] | None = None,
    part_of: WholeChannel | None = None,
) -> ChannelState:
    """Return the channel that every device has, with the limit of the device in µWh."""
    return ChannelState(
        code=DEFAULT_CHANNEL,
        label=None,
        kind="electricity",
        direction="import",
        tariff=None,
        unit="kWh",
        limit_per_hour=limit_uwh_per_hour,
        limits=limits,
        formula=formula,
        part_of=part_of,
    )


class DeviceState(Event, frozen=True, kw_only=True):
    """A device as of ``version``; consumers apply only a newer version than theirs.

    ``occurred_at`` is the moment of the change: a new limit applies from the hour it falls in.
    ``owned_since`` is the start of the current ownership; None with an owner means from the
    first reading on (a device that never had another owner).

    ``owners`` and ``limits`` are the full history, in the order in which they were set, including
    the current ones: set when a lost copy is sent again, None otherwise. A later entry overrides
    all that begin after it. The limit before the first one is unknown, unless it has no ``since``.

    ``limit_uwh_per_hour``, ``limits``, ``formula`` and ``part_of`` are those of the channel
    ``import``; ``channels`` are the others, in the order in which they were added.

    ``people`` are those who manage the device: none for a device that only administrators change.
    Its owner sees a device with or without being listed here.
    """

    device_id: DeviceId
    version: int
    name: str
    owner_id: UserId | None
    owned_since: datetime | None
    limit_uwh_per_hour: int | None
    reporting_interval_s: int | None
    time_zone: str
    owners: list[OwnerStep] | None = None
    limits: list[LimitStep] | None = None
    channels: list[ChannelState] = msgspec.field(default_factory=list)
    formula: tuple[FormulaStep, ...] | None = None
    part_of: WholeChannel | None = None
    people: list[DevicePerson] = msgspec.field(default_factory=list)


@event("devices.device_registered.v1")
class DeviceRegistered(DeviceState, frozen=True, kw_only=True):
    """A device was added."""


@event("devices.device_changed.v1")
class DeviceChanged(DeviceState, frozen=True, kw_only=True):
    """A device's name, owner, limit, interval or time zone changed."""


@event("devices.device_deleted.v1")
class DeviceDeleted(Event, frozen=True, kw_only=True):
    """A device was removed; its history stays, and further readings are rejected."""

    device_id: DeviceId
    version: int
