"""Stops devices over their quota from sending more, until they are below it again.

What they have sent waits in the stream. At the broker `auth` disconnects and denies them;
over HTTP the response says when to retry. So the surplus waits at its sender.
"""

import asyncio
from collections.abc import Callable
from typing import Final
from uuid import UUID

import asyncpg
import structlog

from kilowatch.balancing.quotas import Quota, QuotaMeter
from kilowatch.balancing.storage import quotas as storage
from kilowatch.contracts.balancing import BalancingSample
from kilowatch.contracts.device_access import HELD_PATH, HeldDevices
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.calls import ServiceClient
from kilowatch.kit.database import CONNECTION_LOST, Pool
from kilowatch.kit.errors import KilowatchError, Kind, Unavailable

log = structlog.get_logger()

TELL_EVERY_S: Final = 2.0
HELD_FOR_S: Final = 6.0
"""`auth` releases held devices without a report for this long."""


class OverQuota(KilowatchError):
    """The device has sent more than its quota."""

    kind = Kind.TOO_MANY
    code = "over_quota"

    def __init__(self, retry_after_s: int) -> None:
        detail = f"This device has sent more than its quota. Send again in {retry_after_s} s."
        super().__init__(detail, retry_after_s=retry_after_s)


class Holding:
    """Reports held devices to `auth`, and applies the quotas that administrators set."""

    def __init__(
        self,
        auth: ServiceClient,
        pool: Pool,
        meter: QuotaMeter,
        current: Callable[[], BalancingSample | None],
    ) -> None:
        self._auth = auth
        self._pool = pool
        self._meter = meter
        self._current = current

    async def run(self) -> None:
        """Report held devices to `auth` until cancelled: for the active balancer."""
        reported: list[UUID] = []
        while True:
            await self.look()
            held = self._held()
            if held or reported:
                try:
                    devices = HeldDevices(device_ids=held, for_s=HELD_FOR_S)
                    await self._auth.call("PUT", HELD_PATH, devices)
                    if held != reported:
                        log.warning("senders.held", devices=[str(each) for each in held])
                    reported = held
                except Unavailable as error:
                    log.warning("senders.not_held", error=error.detail)
            await asyncio.sleep(TELL_EVERY_S)

    def _held(self) -> list[UUID]:
        sample = self._current()
        busy = [] if sample is None else sample.busy_senders
        return sorted(
            device for each in busy if each.held and (device := _uuid(each.device_id)) is not None
        )

    def admit(self, device_id: DeviceId) -> None:
        """Allow a device to send over HTTP. Raises `OverQuota`."""
        sample = self._current()
        for each in [] if sample is None else sample.busy_senders:
            if each.held and each.device_id == str(device_id):
                raise OverQuota(each.retry_after_s)

    async def look(self) -> None:
        """Apply quotas set here or at the other balancer, until cancelled."""
        try:
            self._meter.overrides = await storage.fetch_all(self._pool)
        except (*CONNECTION_LOST, TimeoutError, asyncpg.PostgresError) as error:
            log.warning("quotas.not_read", error=str(error) or repr(error))

    async def set_quota(self, device_id: UUID, quota: Quota, by: UUID) -> None:
        """Set the quota of a device."""
        await storage.put(self._pool, device_id, quota, by)
        await self.look()

    async def unset_quota(self, device_id: UUID) -> None:
        """Reset a device to the default quota."""
        await storage.delete(self._pool, device_id)
        await self.look()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
