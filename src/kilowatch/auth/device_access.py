"""Puts together what `auth` does for devices: their credentials, and what the broker asks."""

from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from kilowatch.auth.broker import Disconnector, ReadingsPlace
from kilowatch.auth.device_limits import DeviceLimits, Refusals
from kilowatch.auth.service.devices import Devices
from kilowatch.auth.settings import AuthSettings
from kilowatch.contracts.device_access import BROKER_PURPOSE, PROVISIONING_PURPOSE
from kilowatch.kit.app import Check, sessions_check
from kilowatch.kit.database import Pool
from kilowatch.kit.derived import derived_token
from kilowatch.kit.management import vhost_of


class DeviceAccess:
    """The part of the composition root that knows devices."""

    def __init__(self, pool: Pool, settings: AuthSettings) -> None:
        self._settings = settings
        amqp_url = settings.amqp_url.get_secret_value()
        self._devices = Devices(pool, cache_ttl_of(settings))
        self._place = ReadingsPlace(amqp_url)
        self._vhost = vhost_of(amqp_url)
        management_url = settings.management_url.get_secret_value()
        self._disconnector = Disconnector(pool, management_url, self._devices.disconnect_now)
        self._refusals = Refusals()
        self._limits = DeviceLimits(management_url, settings.connections_per_device, self._refusals)

    def state(self) -> dict[str, Any]:
        """The services that the routes find in the app's state."""
        internal_token = self._settings.internal_token.get_secret_value()
        return {
            "broker_token": derived_token(internal_token, BROKER_PURPOSE),
            "provisioning_token": derived_token(internal_token, PROVISIONING_PURPOSE),
            "devices": self._devices,
            "readings_place": self._place,
            "vhost": self._vhost,
            "device_limits": self._limits,
            "device_refusals": self._refusals,
        }

    def check(self) -> Check:
        """Healthy while the broker is watched."""
        return sessions_check(self._place.sessions)

    def work(self) -> tuple[Coroutine[Any, Any, None], ...]:
        """Return the tasks that run as long as the service."""
        return (self._place.run(), self._disconnector.run(), self._limits.run())

    async def close(self) -> None:
        """Let go of the connections."""
        await self._disconnector.close()
        await self._limits.close()


def cache_ttl_of(settings: AuthSettings) -> timedelta:
    """The time for which the broker caches an answer about a device."""
    return timedelta(milliseconds=settings.broker_cache_ttl_ms)
