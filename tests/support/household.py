"""A household with figures for mental arithmetic, as `monitoring` would return them."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

Json = dict[str, Any]
ZONE = "Europe/Bucharest"


class Household:
    """The devices of one user; each uses so many kWh every hour, until the current one."""

    def __init__(self) -> None:
        self.devices: list[Json] = []
        self.hourly_kwh: dict[str, float] = {}
        self.alerts: list[Json] = []
        self.calculated: set[str] = set()
        """Devices that are calculated from others, and not counted in totals."""
        self.parts: dict[str, str] = {}
        """Submeters, each with the meter above it."""
        self.others: dict[str, dict[tuple[str, str, str], float]] = {}
        """By device: what it measures besides, by kind, direction and unit, for every hour."""

    def device(self, name: str, hourly_kwh: float, limit_kwh: float | None = 2.0) -> UUID:
        """Add a device."""
        device_id = uuid4()
        self.devices.append(
            {
                "id": str(device_id),
                "name": name,
                "description": None,
                "owner_id": str(uuid4()),
                "owned_since": None,
                "max_consumption": limit_kwh,
                "reporting_interval_s": 60,
                "time_zone": ZONE,
                "version": 1,
                "created_at": "2026-01-01T00:00:00Z",
                "channels": [],
                "managed_by_owner": False,
                "added_by": None,
            }
        )
        self.hourly_kwh[str(device_id)] = hourly_kwh
        return device_id

    def measures(
        self, device_id: UUID, kind: str, direction: str, unit: str, hourly: float
    ) -> None:
        """Let a device measure another kind or direction; so much every hour."""
        self.others.setdefault(str(device_id), {})[kind, direction, unit] = hourly
        [device] = [each for each in self.devices if each["id"] == str(device_id)]
        code = direction if kind == "electricity" else kind
        device["channels"].append(
            {
                "id": str(uuid4()),
                "code": code,
                "obis": None,
                "label": None,
                "kind": kind,
                "direction": direction,
                "tariff": None,
                "unit": unit,
                "max_consumption": None,
                "removed": False,
                "formula": None,
                "calculated": False,
                "part_of": None,
            }
        )

    def alert(self, device_id: UUID, energy_kwh: float, hours_ago: int = 2) -> None:
        """An hour over its limit."""
        now = dt.datetime.now(dt.UTC).replace(minute=0, second=0, microsecond=0)
        [device] = [each for each in self.devices if each["id"] == str(device_id)]
        hour = now - dt.timedelta(hours=hours_ago)
        self.alerts.insert(
            0,
            {
                "alert_id": str(uuid4()),
                "device_id": str(device_id),
                "device_name": device["name"],
                "channel": "import",
                "time_zone": ZONE,
                "hour": hour.isoformat(),
                "state": "raised",
                "version": 1,
                "energy_kwh": energy_kwh,
                "limit_kwh": device["max_consumption"],
                "first_raised_at": hour.isoformat(),
                "changed_at": hour.isoformat(),
                "acknowledged": None,
            },
        )


def hours_of(start: dt.date, end: dt.date) -> int:
    """Return the hours of these days by the local clock, as far as they have begun."""
    zone = ZoneInfo(ZONE)
    begin = dt.datetime.combine(start, dt.time(), zone).astimezone(dt.UTC)
    until = dt.datetime.combine(end, dt.time(), zone).astimezone(dt.UTC)
    now = dt.datetime.now(dt.UTC).replace(minute=0, second=0, microsecond=0)
    return max(0, int((min(until, now + dt.timedelta(hours=1)) - begin) / dt.timedelta(hours=1)))
