"""Data for the screenshots, so that no page is empty: through the API alone."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from tests.harness.serving import eventually
from tests.system.platform import Person, Platform
from tests.system.truth import LONDON

QUESTIONS = {
    "en": ("hello", "How much did I use yesterday?", "Which device used most last week?"),
    "ro": ("bună", "Cât am consumat ieri?", "Ce aparat a consumat cel mai mult săptămâna trecută?"),
}

EVENING_H = 20.8
"""The hour of day (local) that looks best: events of the day are in the past."""

USUAL_KW = 10
"""A household draws less than this without forced consumption."""

ZONES = (
    "Europe/Bucharest",
    "Europe/Paris",
    "Europe/London",
    "Atlantic/Azores",
    "America/Noronha",
    "America/Sao_Paulo",
    "America/Halifax",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Pacific/Pago_Pago",
    "Pacific/Auckland",
    "Pacific/Noumea",
    "Australia/Brisbane",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Asia/Bangkok",
    "Asia/Dhaka",
    "Asia/Karachi",
    "Asia/Dubai",
    "Europe/Istanbul",
)


def evening_zone(now: datetime) -> str:
    """Return a time zone in which it is evening at this moment (aware)."""

    def distance_h(zone: str) -> float:
        local = now.astimezone(ZoneInfo(zone))
        off = abs(local.hour + local.minute / 60 - EVENING_H)
        return min(off, 24 - off)

    return min(ZONES, key=distance_h)


def logins(printed: str) -> dict[str, str]:
    """Passwords by username, as `kilowatch up` shows them once."""
    return dict(re.findall(r"username\s+(\S+)\s+password\s+(\S+)", printed))


async def device_named(platform: Platform, name: str) -> UUID:
    """Return a device by name."""
    found = await platform.call("GET", f"/api/devices?search={name}", platform.admin)
    return UUID(found["items"][0]["id"])


async def history_is_in(platform: Platform, household: Person) -> None:
    """Wait until the recording and the year of history are stored."""

    async def all_reported() -> bool:
        latest = await platform.call("GET", "/api/monitoring/latest", household)
        states = [each["state"] for each in latest["items"]]
        return len(states) == 3 and states.count("live") == 2 and "never" not in states

    await eventually(all_reported, within_s=180)


async def exceed(platform: Platform, owner: Person, name: str, kwh: float) -> None:
    """Force a device over its limit, and wait for the alert and for the usual power after it."""
    device = await device_named(platform, name)
    path = f"/api/simulator/devices/{device}/overconsumption"
    await platform.call("POST", path, platform.admin, json={"energy_kwh": kwh})
    since = datetime.now(UTC) - timedelta(hours=1)

    async def is_alerted() -> bool:
        alerts = await platform.call("GET", "/api/monitoring/alerts", owner)
        return any(
            each["device_id"] == str(device) and datetime.fromisoformat(each["hour"]) >= since
            for each in alerts["items"]
        )

    async def is_as_usual() -> bool:
        latest = await platform.call("GET", "/api/monitoring/latest", owner)
        power_kw = [
            (each["reading"] or {}).get("power_kw")
            for each in latest["items"]
            if each["device_id"] == str(device)
        ]
        return all(each is not None and each < USUAL_KW for each in power_kw)

    await eventually(is_alerted, within_s=120)
    await eventually(is_as_usual, within_s=120)


async def talk(platform: Platform, person: Person, language: str) -> str:
    """Have a client ask the support some questions, then for a human; return the conversation."""
    base, conversation = "/api/support/conversations", str(uuid4())
    await platform.call("POST", base, person, json={"id": conversation, "language": language})
    path = f"{base}/{conversation}"

    async def answers(count: int) -> bool:
        said = await platform.call("GET", f"{path}/messages", person)
        return sum(each["author"] == "assistant" for each in said["items"]) >= count

    for count, text in enumerate(QUESTIONS[language], start=1):
        question = {"id": str(uuid4()), "text": text}
        await platform.call("POST", f"{path}/messages", person, json=question)
        await eventually(lambda count=count: answers(count), within_s=20)
    await platform.call("POST", f"{path}/human", person)
    return conversation


async def make_mistakes(platform: Platform) -> None:
    """Send readings that are rejected, each for a different reason."""
    shop, now = await device_named(platform, "Shop"), datetime.now(UTC)

    def reading(**other: Any) -> dict[str, Any]:
        usual = {"device_id": str(shop), "measured_at": now.isoformat(), "energy_kwh": 0.1}
        return usual | other

    wrong = [
        reading(energy_kwh=-3),
        reading(measured_at=(now + timedelta(days=40)).isoformat()),
        reading(device_id=str(uuid4())),
    ]
    await platform.call("POST", "/api/readings", platform.admin, json=wrong)

    async def are_listed() -> bool:
        listed = await platform.call("GET", "/api/monitoring/rejections", platform.admin)
        return listed["total"] >= len(wrong)

    await eventually(are_listed, within_s=30)


async def mend_history(platform: Platform) -> None:
    """Make a correction and an import."""
    shop = await device_named(platform, "Shop")
    day = (datetime.now(UTC) - timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
    body = {
        "action": "scale",
        "from": day.isoformat(),
        "to": (day + timedelta(hours=6)).isoformat(),
        "factor": 0.5,
        "reason": "The current transformer was set to double.",
    }
    await platform.call(
        "POST", f"/api/monitoring/devices/{shop}/corrections", platform.admin, json=body
    )
    cellar = await platform.call(
        "POST", "/api/devices", platform.admin, json={"name": "Cellar", "time_zone": "UTC"}
    )
    path = f"/api/monitoring/devices/{cellar['id']}/imports?file_name=cellar-2025.csv"
    rows = "".join(f"2025-06-{n:02}T{h:02}:00,0.{n}\n" for n in range(1, 29) for h in range(24))
    file = f"start,energy (kWh)\n{rows}2025-06-29T00:00,soon\n".encode()

    async def is_taken() -> bool:
        answer = await platform.ask("POST", path, platform.admin, content=file)
        return answer.is_success

    await eventually(is_taken, within_s=30, every_s=1)


async def replay_recording(platform: Platform) -> None:
    """Replay the recording again: it changes nothing, and shows traffic."""
    london = await device_named(platform, "London")
    await platform.kilowatch("replay", str(LONDON), "--device", str(london), "--speed", "max")
