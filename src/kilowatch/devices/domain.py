"""The rules about devices: what a change is, and when ownership starts."""

from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias, TypedDict

import msgspec

from kilowatch.contracts import time_zones
from kilowatch.contracts.devices import (
    ChannelState,
    DevicePerson,
    LimitStep,
    OwnerStep,
    WholeChannel,
)
from kilowatch.contracts.formulas import Formula
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.kit.errors import KilowatchError, Kind

MAX_LIMIT_KWH_PER_HOUR: Final = 1_000_000.0
MIN_LIMIT_KWH_PER_HOUR: Final = 1e-9
"""One µWh: anything below would be stored as 0."""

LONGEST_REPORTING_INTERVAL_S: Final = 86_400
EARLIEST_OWNERSHIP: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""No reading is older."""


class DeviceNotFound(KilowatchError):
    """The device doesn't exist, or it isn't the caller's."""

    kind = Kind.NOT_FOUND
    code = "device_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such device.")


class DeviceExists(KilowatchError):
    """Another device has, or had, this identifier."""

    kind = Kind.CONFLICT
    code = "device_exists"
    remedy = "Leave `id` out, or choose a new UUID."

    def __init__(self) -> None:
        super().__init__("There is, or was, a device with this identifier.")


class OwnerUnknown(KilowatchError):
    """No active user has this identifier."""

    code = "owner_unknown"

    def __init__(self) -> None:
        super().__init__("There is no active user with this identifier to own the device.")


class OwnershipInFuture(KilowatchError):
    """`since` is in the future."""

    code = "ownership_in_future"

    def __init__(self) -> None:
        super().__init__("since lies in the future; a device is handed over now or in the past.")


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A device as of ``version``, which grows by one with every change.

    ``owned_since`` is None with an owner whose ownership starts with the first reading.
    ``channels`` are those beside ``import``, in the order in which they were added.
    ``formula`` and ``part_of``: those of the channel ``import``.
    ``managed_by`` is the owner who may change the device; None, or another user than the owner:
    only administrators may. ``added_by`` is the client who added it.
    """

    id: DeviceId
    version: int
    name: str
    description: str | None
    owner_id: UserId | None
    owned_since: datetime | None
    limit_uwh_per_hour: int | None
    reporting_interval_s: int | None
    time_zone: str
    created_at: datetime
    channels: tuple[ChannelState, ...] = ()
    formula: Formula | None = None
    part_of: WholeChannel | None = None
    managed_by: UserId | None = None
    added_by: UserId | None = None


class KeptDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device or its tombstone, in its state since ``changed_at``."""

    device: Device
    changed_at: datetime
    deleted: bool


class Past(msgspec.Struct, frozen=True):
    """All owners and limits a device had, in the order in which they were set.

    ``limits`` are those of each channel, by its code.
    """

    owners: list[OwnerStep]
    limits: dict[str, list[LimitStep]]


class DeviceChange(TypedDict, total=False):
    """The changes to a device; an absent field is unchanged."""

    name: str
    description: str | None
    limit_uwh_per_hour: int | None
    reporting_interval_s: int | None
    time_zone: str


DeviceSort: TypeAlias = Literal[
    "name",
    "-name",
    "owner",
    "-owner",
    "max_consumption",
    "-max_consumption",
    "reporting_interval_s",
    "-reporting_interval_s",
    "time_zone",
    "-time_zone",
    "created_at",
    "-created_at",
]
"""``owner`` sorts by the owner's name."""


class DeviceFilter(msgspec.Struct, frozen=True, kw_only=True):
    """A filter for the list of devices."""

    owner_id: UserId | None = None
    unassigned: bool | None = None
    text: str | None = None


class DevicePage(msgspec.Struct, frozen=True):
    """A page of the devices that match a filter, and their total number."""

    devices: list[Device]
    total: int


is_time_zone: Final = time_zones.is_time_zone
"""Return true for a zone of the IANA database, by the check that all services share."""


def changed(device: Device, change: DeviceChange) -> Device:
    """Return ``device`` after ``change``: a new version, or the same if nothing changes."""
    return next_version(device, msgspec.structs.replace(device, **change))


def assigned(
    device: Device, owner_id: UserId, since: datetime | None, now: datetime, *, had_owner: bool
) -> Device:
    """Return ``device`` owned by ``owner_id``: a new version, or the same if nothing changes.

    ``since`` is the start of ownership, and may correct that of the current owner. Without it,
    a device without a previous owner is owned from the first reading, any other from ``now``.
    """
    if since is None:
        if device.owner_id == owner_id:
            return device
        since = now if had_owner else None
    managed_by = device.managed_by if device.owner_id == owner_id else None
    after = msgspec.structs.replace(
        device, owner_id=owner_id, owned_since=since, managed_by=managed_by
    )
    return next_version(device, after)


def freed(device: Device) -> Device:
    """Return ``device`` without an owner: a new version, or the same if it had none."""
    after = msgspec.structs.replace(device, owner_id=None, owned_since=None, managed_by=None)
    return next_version(device, after)


def is_managed(device: Device) -> bool:
    """Return true for a device that its owner may change."""
    return device.owner_id is not None and device.managed_by == device.owner_id


def affects_past_of_others(before: Device, after: Device) -> bool:
    """Return true for a change that recalculates hours from before the present ownership."""
    recalculates = (before.time_zone, before.reporting_interval_s) != (
        after.time_zone,
        after.reporting_interval_s,
    )
    return recalculates and before.owned_since is not None


def people_of(device: Device) -> list[DevicePerson]:
    """Return those who may change ``device`` beside administrators."""
    if device.owner_id is None or not is_managed(device):
        return []
    return [DevicePerson(user_id=device.owner_id, role="owner", since=device.owned_since)]


def next_version(before: Device, after: Device) -> Device:
    """``after`` as the version that follows ``before``: the same one if nothing changed."""
    if after == before:
        return before
    return msgspec.structs.replace(after, version=before.version + 1)
