"""A home with solar panels and gas, whose day so far is known to the hour."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.browser.demo_data import evening_zone
from tests.browser.visitor import Login
from tests.harness.serving import eventually
from tests.system.platform import Platform

HOUR = timedelta(hours=1)

Hours = dict[str, list[float]]


@dataclass(frozen=True)
class SolarHome:
    """A meter with export, production and gas, and a virtual device of what the home used."""

    meter: UUID
    house: UUID
    zone: str
    hours: Hours
    """What each channel measured in each full hour of today, in its unit."""

    def total(self, code: str) -> float:
        """Return what a channel measured today."""
        return sum(self.hours[code])


def day_of(count: int) -> Hours:
    """Return a sunny day of so many hours."""
    made = [round(max(0.0, 3 * math.sin((n - 6) / 12 * math.pi)), 3) for n in range(count)]
    used = [round(0.4 + 0.1 * (n % 4), 3) for n in range(count)]
    own = [min(sun, use) for sun, use in zip(made, used, strict=True)]
    return {
        "import": [round(use - mine, 3) for use, mine in zip(used, own, strict=True)],
        "export": [round(sun - mine, 3) for sun, mine in zip(made, own, strict=True)],
        "production": made,
        "gas": [0.25 if n % 6 == 0 else 0.0 for n in range(count)],
    }


async def solar_home(platform: Platform, client: Login) -> SolarHome:
    """Create the home of a client, in a zone where it is evening, with its hours stored."""
    now = datetime.now(UTC)
    zone = evening_zone(now)
    local = now.astimezone(ZoneInfo(zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    hours = day_of(local.hour)
    common = {"reporting_interval_s": 3600, "time_zone": zone}
    meter = await platform.device(client.person, name="Meter", **common)
    for code in ("export", "production", "gas"):
        path = f"/api/devices/{meter}/channels"
        await platform.call("POST", path, platform.admin, json={"code": code})
    terms = [
        {"device_id": str(meter), "channel": "import"},
        {"device_id": str(meter), "channel": "export", "factor": -1},
        {"device_id": str(meter), "channel": "production"},
    ]
    house = await platform.device(
        client.person, name="House", time_zone=zone, formula=[{"terms": terms}]
    )
    await send(platform, meter, midnight, hours)
    home = SolarHome(meter, house, zone, hours)
    await eventually(lambda: is_stored(platform, client, home), within_s=60)
    return home


async def send(platform: Platform, meter: UUID, midnight: datetime, hours: Hours) -> None:
    """Send a reading for each hour of each channel."""
    readings = [
        {
            "device_id": str(meter),
            "channel": code,
            "measured_at": (midnight + n * HOUR).isoformat(),
            "value": value,
            "interval_s": 3600,
        }
        for code, values in hours.items()
        for n, value in enumerate(values)
    ]
    await platform.call("POST", "/api/readings", platform.admin, json=readings)


async def is_stored(platform: Platform, client: Login, home: SolarHome) -> bool:
    """Return true once the last channel and the calculated one are complete."""
    used = home.total("import") - home.total("export") + home.total("production")
    day = datetime.now(UTC).astimezone(ZoneInfo(home.zone)).date().isoformat()

    async def total(device: UUID, **query: Any) -> float:
        asked = {"from": day, "device_id": str(device), **query}
        path = "/api/monitoring/consumption"
        answer = await platform.call("GET", path, client.person, params=asked)
        found = answer["total"].get("value", answer["total"]["energy_kwh"])
        return found or 0.0

    gas = await total(home.meter, kind="gas")
    house = await total(home.house)
    return abs(gas - home.total("gas")) < 1e-6 and abs(house - used) < 1e-6
