"""Meters that publish in the form of their makers: every channel equals the truth through kills.

A P1 meter with solar panels and gas, a Shelly and a Tasmota plug, each with its own credential,
over MQTT and HTTP, while a replica and the balancer are killed.
"""

import asyncio
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import aiomqtt
import asyncpg
import pytest

from kilowatch.monitoring.payloads.p1 import crc16
from tests.harness.serving import eventually
from tests.system.people import WITHIN_S
from tests.system.platform import Person, Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(420)]

ZONE = ZoneInfo("Europe/Amsterdam")
START = datetime(2025, 10, 25, 22, tzinfo=UTC)
"""The midnight that begins the day of 25 hours."""

QUARTER = timedelta(minutes=15)
HOURS = 6
PLACES = range(HOURS * 4 + 1)
CODES = ("1.8.1", "1.8.2", "2.8.1", "2.8.2")
STEPS: dict[str, list[Decimal]] = {
    "1.8.1": [Decimal(n % 5) / 8 for n in PLACES],
    "1.8.2": [Decimal(n % 3) / 40 for n in PLACES],
    "2.8.1": [Decimal(n % 7) / 1000 for n in PLACES],
    "2.8.2": [Decimal(n % 4) / 500 for n in PLACES],
    "gas": [Decimal(n % 4 == 3) * (n % 5) / 8 for n in PLACES],
    "plug": [Decimal(n % 6) / 1000 for n in PLACES],
}
"""What each counter counts in the quarter of an hour from each place on; gas at full hours."""


def shown(name: str, place: int) -> Decimal:
    return 100 + sum(STEPS[name][:place], Decimal())


def telegram(place: int) -> bytes:
    """Return what the P1 port says: in its clock time, gas as of the last full hour."""
    at = START + place * QUARTER
    hour = place - place % 4
    lines = [
        "/XMX5LGBBFFB231158062",
        "",
        "1-3:0.2.8(50)",
        f"0-0:1.0.0({_told(at)})",
        *(f"1-0:{code}({shown(code, place):010.3f}*kWh)" for code in CODES),
        "1-0:1.7.0(00.244*kW)",
        "0-1:24.1.0(003)",
        f"0-1:24.2.1({_told(START + hour * QUARTER)})({shown('gas', hour):09.3f}*m3)",
    ]
    text = "\r\n".join(lines) + "\r\n!"
    return f"{text}{crc16(text.encode()):04X}\r\n".encode()


def _told(at: datetime) -> str:
    local = at.astimezone(ZONE)
    return f"{local:%y%m%d%H%M%S}{'S' if local.dst() else 'W'}"


def shelly(place: int) -> tuple[str, bytes]:
    """Return topic and payload: a status, or the notification of every other quarter."""
    at = int((START + place * QUARTER).timestamp())
    total = float(shown("plug", place) * 1000)
    status = {"id": 0, "output": True, "aenergy": {"total": total, "minute_ts": at}}
    if place % 2:
        return "shelly/status/switch:0", json.dumps(status).encode()
    notified = {"src": "plug", "method": "NotifyStatus", "params": {"ts": at, "switch:0": status}}
    return "shelly/events/rpc", json.dumps(notified).encode()


def tasmota(place: int) -> tuple[str, bytes]:
    local = (START + place * QUARTER).astimezone(ZONE)
    energy = {"Total": float(shown("plug", place)), "Power": 12}
    body = {"Time": local.isoformat(), "ENERGY": energy}
    return "tasmota/SENSOR", json.dumps(body).encode()


def hourly(name: str) -> list[Decimal]:
    return [sum(STEPS[name][n * 4 : n * 4 + 4], Decimal()) for n in range(HOURS)]


@dataclass(frozen=True)
class Meter:
    """A device with a credential, and what it publishes: the end of the topic and the payload."""

    device: UUID
    secret: str
    messages: Sequence[tuple[str, bytes]]


async def new_meter(
    platform: Platform, owner: Person, name: str, messages: Sequence[tuple[str, bytes]]
) -> Meter:
    device = await platform.device(owner, name=name, time_zone=str(ZONE))
    path = f"/api/auth/devices/{device}/credential"
    issued = await platform.call("POST", path, platform.admin)
    return Meter(device, issued["secret"], messages)


async def publish(platform: Platform, meter: Meter) -> None:
    """Publish everything over MQTT, each acknowledged, connecting again after a broken login."""
    lines = (platform.home / "meter.env").read_text(encoding="utf-8").splitlines()
    url = urlsplit(dict(line.split("=", 1) for line in lines)["KILOWATCH_METER_MQTT_URL"])
    left = list(meter.messages)
    async with asyncio.timeout(120):
        while left:
            try:
                async with aiomqtt.Client(
                    url.hostname or "",
                    url.port or 0,
                    username=str(meter.device),
                    password=meter.secret,
                    identifier=str(meter.device),
                    timeout=WITHIN_S,
                ) as client:
                    while left:
                        end, payload = left[0]
                        await client.publish(f"meters/{meter.device}/{end}", payload, qos=1)
                        left.pop(0)
            except aiomqtt.MqttError:
                await asyncio.sleep(0.2)


async def post(platform: Platform, meter: Meter) -> None:
    """Send everything over HTTP; what is answered by another status is sent again."""
    auth = (str(meter.device), meter.secret)
    for end, payload in meter.messages:

        async def taken(end: str = end, payload: bytes = payload) -> bool:
            answer = await platform.ask("POST", f"/api/readings/{end}", content=payload, auth=auth)
            return answer.status_code == 202

        await eventually(taken, within_s=WITHIN_S)


async def hours(platform: Platform, owner: Person, device: UUID, **query: Any) -> list[Any]:
    key = "value" if query.get("kind") == "gas" else "energy_kwh"
    asked = {"device_id": str(device), "from": "2025-10-26", "to": "2025-10-27", **query}
    answer = await platform.ask(
        "GET", "/api/monitoring/consumption", owner, params={**asked, "resolution": "hour"}
    )
    if not answer.is_success:
        return []  # the channel isn't known to monitoring yet
    buckets = answer.json()["buckets"]
    assert len(buckets) == 25
    return [None if each[key] is None else Decimal(str(each[key])) for each in buckets[:HOURS]]


async def is_true(
    platform: Platform, owner: Person, device: UUID, truth: list[Decimal], **query: Any
) -> None:
    async def equal() -> bool:
        return await hours(platform, owner, device, **query) == truth

    await eventually(equal, within_s=120)


async def kill_some(platform: Platform) -> None:
    """Kill a replica and the balancer, and start them again."""
    for name in ("monitoring-2", "balancing"):
        await platform.kilowatch("stop", name, "--signal", "KILL")
        await platform.kilowatch("start", name)


async def test_meters_of_makers_equal_the_truth_through_kills(platform: Platform) -> None:
    owner = await platform.client()
    mixed = random.Random(12)
    told = [("p1", telegram(place)) for place in PLACES]
    telegrams = mixed.sample(told, len(told)) + told[::3]
    house = await new_meter(platform, owner, "House", telegrams)
    plugs = [
        await new_meter(platform, owner, "Shelly", [shelly(place) for place in PLACES]),
        await new_meter(platform, owner, "Tasmota", [tasmota(place) for place in PLACES]),
    ]
    posted = await new_meter(platform, owner, "Posted", [tasmota(place) for place in PLACES])
    channels = f"/api/devices/{house.device}/channels"
    for code in CODES:
        await platform.call("POST", channels, platform.admin, json={"code": code})

    await asyncio.gather(
        *(publish(platform, each) for each in (house, *plugs)),
        post(platform, posted),
        kill_some(platform),
    )

    for plug in (*plugs, posted):
        await is_true(platform, owner, plug.device, hourly("plug"))
    for code in CODES:
        await is_true(platform, owner, house.device, hourly(code), channel=code)
    used, returned = (
        [one + other for one, other in zip(hourly(f"{n}.8.1"), hourly(f"{n}.8.2"), strict=True)]
        for n in (1, 2)
    )
    await is_true(platform, owner, house.device, used)
    await is_true(platform, owner, house.device, returned, direction="export")

    pending = await platform.call("GET", "/api/monitoring/pending-channels", platform.admin)
    [gas] = [each for each in pending["items"] if each["device_id"] == str(house.device)]
    assert gas["channel"] == "gas"
    await platform.call("POST", channels, platform.admin, json={"code": gas["channel"]})
    await is_true(platform, owner, house.device, hourly("gas"), kind="gas")


async def test_a_payload_that_is_not_understood_is_listed_with_what_was_expected(
    platform: Platform,
) -> None:
    owner = await platform.client()
    damaged = telegram(0).replace(b"000100.000", b"000100.001")
    messages = [("p1", damaged), ("tasmota/SENSOR", b'{"Time":"2026-03-01T10:00:00Z"}')]
    meter = await new_meter(platform, owner, "Faulty", messages)
    # The plug tells no time: it is of when the broker stored it.
    await publish(platform, meter)
    await post(platform, Meter(meter.device, meter.secret, [("zigbee2mqtt", b'{"energy":7.5}')]))

    async def listed() -> bool:
        answer = await platform.call(
            "GET",
            "/api/monitoring/rejections",
            platform.admin,
            params={"sender": str(meter.device)},
        )
        found = {each["reason"]: each["detail"] for each in answer["items"]}
        return found.keys() == {"checksum_wrong", "payload_not_understood"} and (
            "ENERGY" in found["payload_not_understood"]
        )

    await eventually(listed, within_s=WITHIN_S)

    async def shown_now() -> bool:
        connection = await asyncpg.connect(platform.database_url("monitoring"))
        try:
            rows = await connection.fetch(
                """SELECT measured_at, register_uwh FROM register_reading
                   JOIN channel USING (channel_key) WHERE device_id = $1""",
                meter.device,
            )
        finally:
            await connection.close()
        found = [
            row["register_uwh"]
            for row in rows
            if abs(row["measured_at"] - datetime.now(UTC)) < timedelta(minutes=10)
        ]
        return found == [7_500_000_000]

    await eventually(shown_now, within_s=WITHIN_S)
