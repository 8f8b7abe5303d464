"""Puts together what `auth` does for devices: their credentials, and broker authorization."""

from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from kilowatch.auth.broker import Disconnector, ReadingsPlace
from kilowatch.auth.device_limits import DeviceLimits, Refusals
from kilowatch.auth.service.devices import Devices
from kilowatch.auth.settings import AuthSettings
from kilowatch.contracts.device_access import BROKER_PURPOSE, PROVISIONING_PURPOSE
from kilowatch.kit.app import sessions_check
from kilowatch.kit.container import Check
from kilowatch.kit.database import Pool
from kilowatch.kit.derived import derived_token
from kilowatch.kit.management import vhost_of


class DeviceAccess:
    """The device part of the composition root, and what its routes use."""

    def __init__(self, pool: Pool, settings: AuthSettings) -> None:
        amqp_url = settings.amqp_url.get_secret_value()
        self.devices = Devices(pool, cache_ttl_of(settings))
        self.readings_place = ReadingsPlace(amqp_url)
        self.vhost = vhost_of(amqp_url)
        management_url = settings.management_url.get_secret_value()
        self._disconnector = Disconnector(pool, management_url, self.devices.disconnect_now)
        self.refusals = Refusals()
        self.limits = DeviceLimits(management_url, settings.connections_per_device, self.refusals)
        internal_token = settings.internal_token.get_secret_value()
        self.broker_token = derived_token(internal_token, BROKER_PURPOSE)
        self.provisioning_token = derived_token(internal_token, PROVISIONING_PURPOSE)

    def check(self) -> Check:
        """Healthy while the broker is watched."""
        return sessions_check(self.readings_place.sessions)

    def work(self) -> tuple[Coroutine[Any, Any, None], ...]:
        """Return the tasks that run as long as the service."""
        return (self.readings_place.run(), self._disconnector.run(), self.limits.run())

    async def close(self) -> None:
        """Close the HTTP clients."""
        await self._disconnector.close()
        await self.limits.close()


def cache_ttl_of(settings: AuthSettings) -> timedelta:
    """The time for which the broker caches an answer about a device."""
    return timedelta(milliseconds=settings.broker_cache_ttl_ms)
