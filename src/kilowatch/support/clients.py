"""The client's own data, queried from `devices` and `monitoring` with the client's token.

Nothing here names a user. Access follows from the token alone, which those services verify
themselves; so neither a message nor a model can request another user's data.
"""

import datetime as dt
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import httpx
import structlog

from kilowatch.contracts.time_zones import zone_or_utc
from kilowatch.kit.errors import Unavailable
from kilowatch.kit.http_client import shared_tls
from kilowatch.kit.requests import forwarded_headers

log = structlog.get_logger()

TIMEOUT_S: Final = 4.0
MOST_DEVICES: Final = 200

Json = dict[str, Any]


class NotKnown(Exception):
    """The services don't know it, or it isn't this user's."""


class Platform:
    """The services that know about devices and consumption."""

    def __init__(self, devices_url: str, monitoring_urls: Sequence[str]) -> None:
        self._devices = [devices_url]
        self._monitoring = list(monitoring_urls)
        self._http = httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False, verify=shared_tls())

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def devices(self, token: str, path: str, params: Json) -> Json:
        """Return a response of `devices`. Raises `Unavailable` or `NotKnown`."""
        return await self._ask(self._devices, token, f"/api/devices{path}", params)

    async def monitoring(self, token: str, path: str, params: Json) -> Json:
        """Return the first response of a replica of `monitoring`."""
        return await self._ask(self._monitoring, token, f"/api/monitoring{path}", params)

    async def _ask(self, urls: list[str], token: str, path: str, params: Json) -> Json:
        headers = forwarded_headers() | {"Authorization": f"Bearer {token}"}
        for url in tuple(urls):
            try:
                answer = await self._http.get(f"{url}{path}", params=params, headers=headers)
            except httpx.HTTPError as error:
                log.warning("platform.unreachable", path=path, error=repr(error))
                urls.append(urls.pop(0))  # the next query starts with another replica
                continue
            if answer.is_success:
                return answer.json()
            log.warning("platform.refused", path=path, status=answer.status_code)
            if answer.status_code in _OBJECTIONS:
                raise NotKnown(path)
            if answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                break
        raise Unavailable("Consumption can't be looked up right now.")


_OBJECTIONS = {HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}


class Household:
    """Queries the data of the user of ``token``: devices, consumption, alerts, peaks."""

    def __init__(self, platform: Platform, token: str) -> None:
        self._platform = platform
        self._token = token
        self._kept_devices: list[Json] | None = None
        self._kept_latest: Json | None = None

    async def devices(self) -> list[Json]:
        """Return current devices, by name; queried once."""
        if self._kept_devices is None:
            page = await self._platform.devices(self._token, "", {"limit": MOST_DEVICES})
            self._kept_devices = list(page["items"])
        return self._kept_devices

    async def device(self, device_id: UUID) -> Json:
        """Return one of the devices. Raises `NotKnown`."""
        for each in await self.devices():
            if each["id"] == str(device_id):
                return each
        raise NotKnown(str(device_id))

    async def time_zone(self) -> str:
        """Return the zone that defines days: that of most devices."""
        zones = [each["time_zone"] for each in await self.devices()]
        return max(sorted(set(zones)), key=zones.count) if zones else "UTC"

    async def consumption(
        self,
        start: dt.date,
        end: dt.date,
        *,
        device_id: UUID | None = None,
        resolution: str = "auto",
        by_device: bool = False,
        compare: dt.date | None = None,
        selection: Json | None = None,
    ) -> Json:
        """Return consumption from ``start`` to before ``end``, compared with that from ``compare``.

        Of all devices, those without readings in the period are left out: `silent_since_before`.
        ``selection``: parameters of another kind than electricity from the grid, which not every
        device measures.
        """
        params: Json = {"from": start.isoformat(), "to": end.isoformat(), "resolution": resolution}
        if device_id is not None:
            params["device_id"] = str(device_id)
        else:
            params["time_zone"] = await self.time_zone()
            silent = {} if selection else await self.silent_since_before(compare or start)
            if silent:
                awake = (await self._latest())["items"]
                params["device_id"] = [
                    each["device_id"] for each in awake if each["device_id"] not in silent
                ]
        if by_device:
            params["split"] = "device"
        if compare is not None:
            params["compare"] = compare.isoformat()
        params |= selection or {}
        return await self._platform.monitoring(self._token, "/consumption", params)

    async def kinds(self, device_id: UUID | None = None) -> list[Json]:
        """Return the kinds and directions of energy that are measured, with their units."""
        params = {} if device_id is None else {"device_id": str(device_id)}
        page = await self._platform.monitoring(self._token, "/channels/kinds", params)
        return list(page["items"])

    async def silent_since_before(self, day: dt.date) -> dict[str, str]:
        """Return names, by identifier, of devices whose last reading ended before ``day``.

        They would make a sum of several devices look incomplete. None if no other device is left,
        or if there are more than can be named: the same rule as in the application's history.
        """
        latest = await self._latest()
        items = latest["items"]
        silent = {
            str(each["device_id"]): str(each["device_name"])
            for each in items
            if each["reading"] is not None and _last_day(each) < day
        }
        is_clear = len(silent) < len(items) and latest["total"] <= len(items)
        return silent if is_clear else {}

    async def peaks(self, start: dt.date, end: dt.date, device_id: UUID | None = None) -> Json:
        """Return the hours with most energy."""
        params: Json = {"from": start.isoformat(), "to": end.isoformat(), "count": 3}
        if device_id is not None:
            params["device_id"] = str(device_id)
        else:
            params["time_zone"] = await self.time_zone()
        return await self._platform.monitoring(self._token, "/peaks", params)

    async def alerts(
        self,
        *,
        start: dt.date | None = None,
        end: dt.date | None = None,
        device_id: UUID | None = None,
        limit: int = 5,
    ) -> Json:
        """Return hours over their limit, newest first, from ``start`` to before ``end``."""
        params: Json = {"raised": True, "limit": limit}
        zone = zone_or_utc(await self.time_zone())
        for name, day in (("from", start), ("to", end)):
            if day is not None:
                params[name] = dt.datetime.combine(day, dt.time(), zone).isoformat()
        if device_id is not None:
            params["device_id"] = str(device_id)
        return await self._platform.monitoring(self._token, "/alerts", params)

    async def latest(self) -> Json:
        """Return the current state of each device."""
        return await self._platform.monitoring(self._token, "/latest", {"limit": MOST_DEVICES})

    async def _latest(self) -> Json:
        """Return the current state of each device, queried once."""
        if self._kept_latest is None:
            self._kept_latest = await self.latest()
        return self._kept_latest


def _last_day(latest: Json) -> dt.date:
    """Return the day, by the device's clock, on which its last reading ended."""
    ended_at = dt.datetime.fromisoformat(latest["reading"]["ends_at"])
    return ended_at.astimezone(zone_or_utc(latest["time_zone"])).date()
