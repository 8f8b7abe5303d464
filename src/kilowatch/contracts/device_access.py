"""Requests to `auth` about devices by broker, services and operator, behind the gateway."""

from typing import Final
from uuid import UUID

import msgspec

BROKER_PATH: Final = "/internal/broker"
"""Followed by ``/user``, ``/vhost``, ``/resource`` and ``/topic``, requested by RabbitMQ itself."""

BROKER_PURPOSE: Final = "broker"
PROVISIONING_PATH: Final = "/internal/provisioning"
PROVISIONING_PURPOSE: Final = "provisioning"
"""Purposes of derived tokens (`kilowatch.kit.derived`)."""

CHECK_PATH: Final = "/internal/devices"

HELD_PATH: Final = "/internal/held-devices"
"""The path to which `balancing` reports the held devices."""

LARGEST_HELD_BYTES: Final = 8 * 1024 * 1024
"""The size limit of that list as JSON, enough for two hundred thousand devices."""

BROKER_CACHE_TTL_MS: Final = 500
"""The time for which the broker caches an answer about a device.

A device whose credential was just revoked can reconnect during that time, so it is short.
It still answers the several requests of one connection, and a meter in a loop.
"""


class DeviceSecret(msgspec.Struct, frozen=True, kw_only=True):
    """Asks `auth` whether a device has shown its secret."""

    secret: str


class IssuedSecret(msgspec.Struct, frozen=True, kw_only=True):
    """The response of `auth` to a provisioning machine: how the device logs in from now on."""

    username: str
    secret: str


class HeldDevices(msgspec.Struct, frozen=True, kw_only=True):
    """All devices over their quota; each is held for ``for_s`` seconds from now.

    Repeated while it applies: a device that is not reported again is released by itself.
    """

    device_ids: list[UUID]
    for_s: float
