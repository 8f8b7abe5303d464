"""Requests to `auth` about devices by broker, services and operator, behind the gateway."""

from typing import Final
from uuid import UUID

import msgspec

BROKER_PATH: Final = "/internal/broker"
"""Below it ``/user``, ``/vhost``, ``/resource`` and ``/topic``, asked by RabbitMQ itself."""

BROKER_PURPOSE: Final = "broker"
PROVISIONING_PATH: Final = "/internal/provisioning"
PROVISIONING_PURPOSE: Final = "provisioning"
"""Purposes of derived tokens (`kilowatch.kit.derived`)."""

CHECK_PATH: Final = "/internal/devices"

HELD_PATH: Final = "/internal/held-devices"
"""The path to which `balancing` reports the devices that have to wait before they may send more."""

LARGEST_HELD_BYTES: Final = 8 * 1024 * 1024
"""Of that list, as JSON: two hundred thousand devices."""

BROKER_CACHE_TTL_MS: Final = 500
"""The time for which the broker caches an answer about a device.

Whoever was let in a moment before their credential was revoked can come back that long, so it
is short. It still answers the several questions of one connection, and a meter in a loop.
"""


class DeviceSecret(msgspec.Struct, frozen=True, kw_only=True):
    """Asks `auth` whether a device has shown its secret."""

    secret: str


class IssuedSecret(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of `auth` to a provisioning machine: how the device logs in from now on."""

    username: str
    secret: str


class HeldDevices(msgspec.Struct, frozen=True, kw_only=True):
    """All devices that are over their quota now; each holds until ``for_s`` seconds from here.

    Said again and again for as long as it is so: what is not repeated ends by itself.
    """

    device_ids: list[UUID]
    for_s: float
