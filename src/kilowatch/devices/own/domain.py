"""The rules of devices that clients add: whether they may, and how many."""

from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias
from uuid import UUID

import msgspec

from kilowatch.contracts.ids import UserId
from kilowatch.kit.errors import KilowatchError, Kind

Mode: TypeAlias = Literal["open", "approval", "closed"]
"""``approval``: a device exists once an administrator approves it."""

DAY: Final = timedelta(days=1)


class OwnDevicesClosed(KilowatchError):
    """Clients can't add devices on this platform."""

    kind = Kind.FORBIDDEN
    code = "own_devices_closed"
    remedy = "Ask an administrator to add the device."

    def __init__(self) -> None:
        super().__init__("Only administrators add devices here.")


class TooManyDevices(KilowatchError):
    """The client has as many devices, or added as many within a day, as one may have."""

    kind = Kind.CONFLICT
    code = "too_many_devices"
    remedy = "Remove a device or a request that isn't needed, or ask an administrator."


class DeviceRequestNotFound(KilowatchError):
    """There is no such request, it isn't the caller's, or it was decided."""

    kind = Kind.NOT_FOUND
    code = "device_request_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such request.")


class DeviceNotDeletable(KilowatchError):
    """The caller owns the device, but an administrator added it."""

    kind = Kind.CONFLICT
    code = "device_not_deletable"
    remedy = "Give the device back instead."

    def __init__(self) -> None:
        super().__init__("Only the client who added a device can delete it.")


class PastOfOthers(KilowatchError):
    """The device had another owner, whose hours the change would recalculate."""

    kind = Kind.CONFLICT
    code = "past_of_others"
    remedy = "Ask an administrator."

    def __init__(self) -> None:
        super().__init__("This device had another owner, whose hours the change would affect.")


class Quota(msgspec.Struct, frozen=True):
    """The most devices of a client, and the most that one adds within 24 hours."""

    devices: int
    per_day: int


class Usage(msgspec.Struct, frozen=True):
    """The devices that a client manages, their requests, and what they added within 24 hours."""

    devices: int
    requests: int
    added_today: int

    @property
    def used(self) -> int:
        """Return the part of the quota that is used."""
        return self.devices + self.requests


class NewDevice(msgspec.Struct, frozen=True, kw_only=True):
    """What a client says about a device that they add."""

    name: str
    description: str | None
    limit_uwh_per_hour: int | None
    reporting_interval_s: int | None
    time_zone: str


class DeviceRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A device that a client would like to add."""

    request_id: UUID
    user_id: UserId
    user_name: str
    device: NewDevice
    requested_at: datetime
    rejected_at: datetime | None


def require_room(usage: Usage, quota: Quota) -> None:
    """Return if a client may add one more. Raises `TooManyDevices`."""
    if usage.used >= quota.devices:
        raise TooManyDevices(f"You can have {quota.devices} devices of your own.")
    if usage.added_today >= quota.per_day:
        raise TooManyDevices(f"You can add {quota.per_day} devices a day.")
