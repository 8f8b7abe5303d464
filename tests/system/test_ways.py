"""The same day of a household by every way in, each meter as itself, through the whole platform."""

import asyncio
from datetime import datetime
from decimal import Decimal
from typing import Self
from urllib.parse import urlsplit
from uuid import UUID

import aio_pika
import aiomqtt
import pytest
from aio_pika.abc import AbstractConnection

from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from tests.auth.meters import REFUSED_LOGIN
from tests.harness.serving import eventually
from tests.system.people import WITHIN_S
from tests.system.platform import Person, Platform
from tests.system.truth import LONDON, UCI, Truth, london, uci

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

WAYS = ("amqp", "mqtt", "http")


async def test_a_recording_arrives_completely_over_every_transport(platform: Platform) -> None:
    owner = await platform.client()
    truth = uci()
    devices = {way: await platform.device(owner, reporting_interval_s=60) for way in WAYS}

    for way, device in devices.items():
        batch = ("--batch", "20") if way == "http" else ()
        printed = await platform.kilowatch(
            "replay", str(UCI), "--device", str(device), "--via", way, *batch
        )
        assert "2,880 readings in" in printed

    for device in devices.values():
        await eventually(lambda device=device: _all_stored(platform, device, truth), within_s=120)
        assert await _energy_kwh(platform, owner, device) == truth.total_kwh


async def _all_stored(platform: Platform, device: UUID, truth: Truth) -> bool:
    return await platform.stored(device) == len(truth.energy_kwh)


@pytest.mark.parametrize("way", ["mqtt", "http"])
async def test_a_year_and_a_half_arrives_completely_over_the_other_transports(
    platform: Platform, way: str
) -> None:
    """As AMQP is seen to bring every day of it in test_replay.py."""
    owner, truth = await platform.client(), london()
    device = await platform.device(owner, reporting_interval_s=1800, time_zone="Europe/London")

    printed = await platform.kilowatch(
        *("replay", str(LONDON), "--device", str(device), "--via", way, "--batch", "200")
    )

    assert "24,158 readings in" in printed
    await eventually(lambda: _all_stored(platform, device, truth), within_s=120)
    path = "/api/monitoring/consumption"
    asked = {"device_id": str(device), "from": "2012-10-12", "to": "2014-03-01"}
    total = (await platform.call("GET", path, owner, params=asked))["total"]
    assert (Decimal(str(total["energy_kwh"])), total["readings"]) == (truth.total_kwh, 24_140)
    hours = truth.hours()
    for date in ("2012-10-13", "2013-07-01", "2014-02-27"):
        day = {"device_id": str(device), "from": date, "resolution": "hour"}
        for bucket in (await platform.call("GET", path, owner, params=day))["buckets"]:
            hour = datetime.fromisoformat(bucket["starts_at"])
            seen = (Decimal(str(bucket["energy_kwh"])), bucket["readings"])
            assert seen == hours[hour], bucket


async def _energy_kwh(platform: Platform, owner: Person, device: UUID) -> Decimal:
    """The energy of the three days in UTC that two French days touch."""
    total = Decimal(0)
    for day in ("2007-01-31", "2007-02-01", "2007-02-02"):
        path = f"/api/monitoring/devices/{device}/consumption?date={day}"
        answer = await platform.call("GET", path, owner)
        total += Decimal(str(answer["energy_kwh"] or 0))
    return total


async def test_a_revoked_meter_is_denied_over_every_transport(platform: Platform) -> None:
    owner = await platform.client()
    device = await platform.device(owner)
    await _play_a_day(platform, device, "http")
    path = f"/api/auth/devices/{device}/credential"
    seen = await platform.call("GET", path, platform.admin)
    assert seen["exists"] is True
    assert seen["last_used_at"] is not None

    await platform.call("DELETE", path, platform.admin)
    secret = (platform.home / "meters" / f"{device}.secret").read_text()

    async def refused() -> bool:
        reading = {"timestamp": "2025-11-25T10:00:00Z", "measurement_value": 1}
        answer = await platform.ask(
            "POST", "/api/readings", json=reading, auth=(str(device), secret)
        )
        return answer.status_code == 401

    await eventually(refused, within_s=WITHIN_S)
    assert (await platform.call("GET", path, platform.admin))["exists"] is False


async def test_a_revoked_meter_loses_its_connections_and_cannot_reconnect(
    platform: Platform,
) -> None:
    owner = await platform.client()
    device = await platform.device(owner)
    path = f"/api/auth/devices/{device}/credential"
    secret = (await platform.call("POST", path, platform.admin))["secret"]
    async with (
        OpenMeter(amqp_url(platform, device, secret)) as over_amqp,
        mqtt_client(platform, device, secret) as over_mqtt,
    ):
        await over_amqp.publish(device)
        await over_mqtt.publish(f"meters/{device}/readings", LATER_READING, qos=1)
        await eventually(lambda: _stored_are(platform, device, 2), within_s=60)

        await platform.call("DELETE", path, platform.admin)

        async with asyncio.timeout(60):
            await over_amqp.lost.wait()
            with pytest.raises(aiomqtt.MqttError):
                async for _ in over_mqtt.messages:
                    pass
    await eventually(lambda: _is_refused_both_ways(platform, device, secret), within_s=60)


READING = b'{"timestamp": "2025-11-25T10:00:00Z", "measurement_value": 0.125}'
LATER_READING = READING.replace(b"T10", b"T11")


class OpenMeter:
    """A meter with an open AMQP connection, and whether it was cut."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: AbstractConnection | None = None
        self.lost = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._connection = await aio_pika.connect(self._url, timeout=WITHIN_S)
        self._connection.close_callbacks.add(lambda *_: self.lost.set())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._connection is not None
        await self._connection.close()

    async def publish(self, device: UUID) -> None:
        assert self._connection is not None
        channel = await self._connection.channel(publisher_confirms=True)
        exchange = await channel.get_exchange(READINGS_EXCHANGE, ensure=False)
        await exchange.publish(aio_pika.Message(READING), reading_routing_key(str(device)))


def meter_env(platform: Platform) -> dict[str, str]:
    """Return the addresses at which meters on this machine connect."""
    lines = (platform.home / "meter.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def amqp_url(platform: Platform, device: UUID, secret: str) -> str:
    parts = urlsplit(meter_env(platform)["KILOWATCH_METER_AMQP_URL"])
    where = f"{parts.hostname}:{parts.port}"
    return parts._replace(netloc=f"{device}:{secret}@{where}").geturl()


def mqtt_client(platform: Platform, device: UUID, secret: str) -> aiomqtt.Client:
    parts = urlsplit(meter_env(platform)["KILOWATCH_METER_MQTT_URL"])
    return aiomqtt.Client(
        parts.hostname or "",
        parts.port or 0,
        username=str(device),
        password=secret,
        identifier=str(device),
        protocol=aiomqtt.ProtocolVersion.V311,
        timeout=WITHIN_S,
    )


async def _stored_are(platform: Platform, device: UUID, count: int) -> bool:
    return await platform.stored(device) == count


async def _is_refused_both_ways(platform: Platform, device: UUID, secret: str) -> bool:
    try:
        async with OpenMeter(amqp_url(platform, device, secret)):
            return False
    except REFUSED_LOGIN:
        pass
    except TimeoutError:
        return False  # it may be refused the next time
    try:
        async with mqtt_client(platform, device, secret):
            return False
    except aiomqtt.MqttError:
        return True


async def _play_a_day(platform: Platform, device: UUID, way: str) -> None:
    day = ("--date", "2025-11-25", "--interval", "1h")
    await platform.kilowatch("simulate", "--device", str(device), "--via", way, *day)


async def test_a_client_cannot_see_or_issue_credentials(platform: Platform) -> None:
    owner = await platform.client()
    device = await platform.device(owner)
    path = f"/api/auth/devices/{device}/credential"

    answers = await asyncio.gather(
        *(platform.ask(method, path, owner) for method in ("GET", "POST", "DELETE"))
    )

    assert [each.status_code for each in answers] == [403] * 3
    assert (await platform.ask("POST", "/internal/broker/user")).status_code == 404
