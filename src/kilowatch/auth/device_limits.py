"""Devices that may not connect although their secret is right: why, how often, since when.

Kept in memory: after a restart of `auth`, entries are recorded when they happen again.
"""

import asyncio
import time
from collections import OrderedDict, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import msgspec
import structlog

from kilowatch.auth.domain.devices import device_of_username
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.background import run_together
from kilowatch.kit.management import MANAGEMENT_UNREACHABLE, management_client

log = structlog.get_logger()

MOST_LISTED: Final = 1_000
LOOK_EVERY_S: Final = 1.5
LOOK_FOR_S: Final = 15.0
"""The management API lists a new connection some seconds late, later when it is busy."""

REST_FACTOR: Final = 20
"""Listing all connections may take at most this fraction of the time."""


class Refusal(StrEnum):
    """The reason why an authenticated device was refused or disconnected."""

    FOREIGN_CLIENT_ID = "foreign_client_id"
    """Its MQTT client identifier does not begin with the device identifier."""
    TOO_MANY_CONNECTIONS = "too_many_connections"
    OVER_QUOTA = "over_quota"
    """It sent more than its quota allows and has to wait."""


class RefusedDevice(msgspec.Struct, kw_only=True):
    """The rejections of one device for one reason."""

    device_id: DeviceId
    reason: Refusal
    detail: str
    count: int
    first_at: datetime
    last_at: datetime


class Refusals:
    """The latest rejections, one entry for each device and reason."""

    def __init__(self) -> None:
        self._entries: OrderedDict[tuple[DeviceId, Refusal], RefusedDevice] = OrderedDict()

    def note(self, device_id: DeviceId, reason: Refusal, detail: str) -> None:
        """Record a rejection. The log has the first of each minute, so that it can't be flooded."""
        now, key = datetime.now(UTC), (device_id, reason)
        entry = self._entries.get(key)
        if entry is None or (now - entry.last_at).total_seconds() > 60:
            log.warning("device.refused", device_id=str(device_id), reason=reason, detail=detail)
        if entry is None:
            entry = RefusedDevice(
                device_id=device_id, reason=reason, detail="", count=0, first_at=now, last_at=now
            )
            self._entries[key] = entry
        entry.count += 1
        entry.last_at, entry.detail = now, detail
        self._entries.move_to_end(key)
        while len(self._entries) > MOST_LISTED:
            self._entries.popitem(last=False)

    def listed(self) -> list[RefusedDevice]:
        """Return all recorded rejections, newest first."""
        return list(reversed(self._entries.values()))


class DeviceLimits:
    """Tracks devices over a limit, and closes surplus connections."""

    def __init__(
        self, management_url: str, connections_per_device: int, refusals: Refusals
    ) -> None:
        self._most = connections_per_device
        self._refusals = refusals
        self._management = management_client(management_url)
        self._came = asyncio.Event()
        self._to_close_came = asyncio.Event()
        self._full: set[DeviceId] = set()
        self._held_until_s: dict[DeviceId, float] = {}
        self._to_close: set[DeviceId] = set()

    def admits(self, device_id: DeviceId) -> bool:
        """Return true for a device within its limits; record a rejection otherwise."""
        if self.is_held(device_id):
            self._refusals.note(device_id, Refusal.OVER_QUOTA, "It has to wait to send more.")
            return False
        self._came.set()
        if device_id in self._full:
            self._note_full(device_id)
            return False
        return True

    def is_held(self, device_id: DeviceId) -> bool:
        """Return true for a device that is held."""
        return self._held_until_s.get(device_id, 0.0) > time.monotonic()

    def hold(self, device_ids: Iterable[DeviceId], for_s: float) -> None:
        """Replace the set of held devices and disconnect the new ones."""
        until_s = time.monotonic() + for_s
        before = {each for each in self._held_until_s if self.is_held(each)}
        self._held_until_s = dict.fromkeys(device_ids, until_s)
        # Also those held before: a cached decision may have let one reconnect.
        self._to_close |= set(self._held_until_s)
        for device_id in set(self._held_until_s) - before:
            self._refusals.note(device_id, Refusal.OVER_QUOTA, "It was put out until it may again.")
        if self._to_close:
            self._to_close_came.set()

    async def run(self) -> None:
        """Limit the connections until cancelled."""
        await run_together(
            self._whenever(self._to_close_came, self._close_held),
            self._whenever(self._came, self._look_for_surplus),
        )

    async def _whenever(self, came: asyncio.Event, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            await came.wait()
            came.clear()
            try:
                await work()
            except MANAGEMENT_UNREACHABLE as error:
                log.warning("device_limits.not_checked", error=str(error) or repr(error))
                came.set()
                await asyncio.sleep(LOOK_EVERY_S)

    async def _look_for_surplus(self) -> None:
        until_s = time.monotonic() + LOOK_FOR_S
        while self._full or time.monotonic() < until_s:
            await asyncio.sleep(LOOK_EVERY_S)
            started_s = time.monotonic()
            await self._close_surplus()
            await asyncio.sleep((time.monotonic() - started_s) * REST_FACTOR)
            if self._came.is_set():
                self._came.clear()
                until_s = time.monotonic() + LOOK_FOR_S

    async def _close_held(self) -> None:
        while self._to_close:
            device_id = self._to_close.pop()
            answer = await self._management.delete(
                f"/connections/username/{device_id}", headers={"X-Reason": "over its quota"}
            )
            if answer.status_code != HTTPStatus.NOT_FOUND:
                answer.raise_for_status()

    async def _close_surplus(self) -> None:
        answer = await self._management.get(
            "/connections", params={"columns": "name,user,connected_at"}
        )
        found = surplus(answer.raise_for_status().json(), self._most)
        self._full = set(found)
        for device_id, names in found.items():
            for name in names:
                self._note_full(device_id)
                # A connection that is already closed is a 404.
                await self._management.delete(
                    f"/connections/{quote(name, safe='')}",
                    headers={"X-Reason": "too many connections of one device"},
                )

    def _note_full(self, device_id: DeviceId) -> None:
        detail = f"A device may have {self._most} connections at the same time."
        self._refusals.note(device_id, Refusal.TOO_MANY_CONNECTIONS, detail)

    async def close(self) -> None:
        """Close the HTTP client."""
        await self._management.aclose()


def surplus(connections: Iterable[Mapping[str, Any]], most: int) -> dict[DeviceId, list[str]]:
    """Return the devices with ``most`` connections or more, each with its surplus ones.

    The oldest stay. Users that are not devices are not counted.
    """
    by_device: dict[DeviceId, list[tuple[int, str]]] = defaultdict(list)
    for each in connections:
        device_id = device_of_username(str(each.get("user", "")))
        if device_id is not None and "name" in each:
            by_device[device_id].append((int(each.get("connected_at", 0)), str(each["name"])))
    return {
        device_id: [name for _, name in sorted(found)[most:]]
        for device_id, found in by_device.items()
        if len(found) >= most
    }
