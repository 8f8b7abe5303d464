"""The rules about devices: what a change is, and from when a device is whose."""

from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias, TypedDict

import msgspec

from kilowatch.contracts import time_zones
from kilowatch.contracts.devices import LimitStep, OwnerStep
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.kit.errors import KilowatchError, Kind

MAX_LIMIT_KWH_PER_HOUR: Final = 1_000_000.0
MIN_LIMIT_KWH_PER_HOUR: Final = 1e-9
"""One µWh: what is below would be stored as 0."""

LONGEST_REPORTING_INTERVAL_S: Final = 86_400
EARLIEST_OWNERSHIP: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""No reading is older."""


class DeviceNotFound(KilowatchError):
    """No such device, or it isn't the caller's."""

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

    ``owned_since`` is None with an owner whose time begins with the first reading.
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


class KeptDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device or its tombstone, as it has been since ``changed_at``."""

    device: Device
    changed_at: datetime
    deleted: bool


class Past(msgspec.Struct, frozen=True):
    """All owners and limits a device had, in the order in which they were set."""

    owners: list[OwnerStep]
    limits: list[LimitStep]


class DeviceChange(TypedDict, total=False):
    """An administrator's changes to a device; an absent field stays."""

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
"""By ``owner`` means by the owner's name."""


class DeviceFilter(msgspec.Struct, frozen=True, kw_only=True):
    """A filter for the list of devices."""

    owner_id: UserId | None = None
    unassigned: bool | None = None
    text: str | None = None


class DevicePage(msgspec.Struct, frozen=True):
    """Some of the devices a filter finds, and how many it finds in all."""

    devices: list[Device]
    total: int


is_time_zone: Final = time_zones.is_time_zone
"""Return true for a zone of the IANA database: the check that all services share."""


def changed(device: Device, change: DeviceChange) -> Device:
    """``device`` after ``change``: a new version, or the same one if it changes nothing."""
    return _next_version(device, msgspec.structs.replace(device, **change))


def assigned(
    device: Device, owner_id: UserId, since: datetime | None, now: datetime, *, had_owner: bool
) -> Device:
    """``device`` in the hands of ``owner_id``: a new version, or the same if nothing changes.

    ``since`` says from when, and may correct that of the present owner. Without it a device
    that never had an owner is theirs from the first reading on, another one from ``now`` on.
    """
    if since is None:
        if device.owner_id == owner_id:
            return device
        since = now if had_owner else None
    return _next_version(
        device, msgspec.structs.replace(device, owner_id=owner_id, owned_since=since)
    )


def freed(device: Device) -> Device:
    """``device`` without an owner: a new version, or the same if it had none."""
    return _next_version(device, msgspec.structs.replace(device, owner_id=None, owned_since=None))


def _next_version(before: Device, after: Device) -> Device:
    if after == before:
        return before
    return msgspec.structs.replace(after, version=before.version + 1)
