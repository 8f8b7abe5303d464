"""Meters that know exactly which of their readings were confirmed: for runs with harm done.

Each sends a reading a moment, one interval after the other, over the way it is given, and sends
it again until it is confirmed, as a good meter does. What was confirmed must be stored.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import aio_pika
import aiomqtt
import asyncpg
import httpx
import msgspec
from aio_pika.exceptions import AMQPError

from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from tests.harness.serving import eventually
from tests.system.platform import Platform
from tests.system.test_ways import amqp_url, mqtt_client

WAYS: Final = ("amqp", "mqtt", "http")
CONFIRMED_WITHIN_S: Final = 30.0
AGAIN_AFTER_S: Final = 0.5
SENDING_FAILS: Final = (
    OSError,
    TimeoutError,
    AMQPError,
    RuntimeError,
    aiomqtt.MqttError,
    httpx.HTTPError,
)

Publish = Callable[[bytes], Awaitable[None]]


class NotTaken(OSError):
    """The platform answered that it does not take it now."""


@dataclass
class Meter:
    """A device that reports over ``way``. Moments are seconds of the monotonic clock."""

    device: UUID
    secret: str
    way: str
    sent: int = 0
    confirmed: list[datetime] = field(default_factory=list[datetime])
    answers: dict[str, int] = field(default_factory=dict[str, int])
    longest_answer_s: float = 0.0

    async def report(self, platform: Platform, every_s: float, enough: asyncio.Event) -> None:
        """Report until it is ``enough``, on one connection after the other."""
        moment = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
        while not enough.is_set():
            try:
                async with self._publisher(platform) as publish:
                    while not enough.is_set():
                        await self._report_one(publish, moment)
                        moment += timedelta(seconds=1)
                        await asyncio.sleep(every_s)
            except SENDING_FAILS as error:
                self._count(type(error).__name__)
                await asyncio.sleep(AGAIN_AFTER_S)

    async def _report_one(self, publish: Publish, moment: datetime) -> None:
        """Raises where it is not confirmed: the same moment is then sent again."""
        reading = {
            "device_id": str(self.device),
            "measured_at": moment.isoformat(),
            "energy_kwh": 0.001,
            "interval_s": 1,
        }
        begun_s = time.monotonic()
        self.sent += 1
        try:
            async with asyncio.timeout(CONFIRMED_WITHIN_S):
                await publish(msgspec.json.encode(reading))
        finally:
            self.longest_answer_s = max(self.longest_answer_s, time.monotonic() - begun_s)
        self.confirmed.append(moment)

    def _count(self, what: str) -> None:
        self.answers[what] = self.answers.get(what, 0) + 1

    @asynccontextmanager
    async def _publisher(self, platform: Platform) -> AsyncGenerator[Publish]:
        """Something that returns once a reading is confirmed."""
        if self.way == "amqp":
            connection = await aio_pika.connect(
                amqp_url(platform, self.device, self.secret), timeout=CONFIRMED_WITHIN_S
            )
            async with connection:
                channel = await connection.channel(publisher_confirms=True)
                exchange = await channel.get_exchange(READINGS_EXCHANGE, ensure=False)
                key = reading_routing_key(str(self.device))
                yield lambda body: _over_amqp(exchange, key, body)
        elif self.way == "mqtt":
            async with mqtt_client(platform, self.device, self.secret) as client:
                topic = f"meters/{self.device}/readings"
                yield lambda body: client.publish(topic, body, qos=1, timeout=CONFIRMED_WITHIN_S)
        else:
            login = (str(self.device), self.secret)
            async with httpx.AsyncClient(
                base_url=platform.http_url, auth=login, timeout=CONFIRMED_WITHIN_S, verify=False
            ) as client:
                yield lambda body: self._over_http(client, body)

    async def _over_http(self, client: httpx.AsyncClient, body: bytes) -> None:
        answer = await client.post("/api/readings", content=body)
        if not answer.is_success:
            self._count(f"{answer.status_code} Retry-After {answer.headers.get('Retry-After')}")
            raise NotTaken(answer.text)


async def _over_amqp(exchange: aio_pika.abc.AbstractExchange, key: str, body: bytes) -> None:
    await exchange.publish(aio_pika.Message(body, delivery_mode=2), key)


async def make_meters(platform: Platform, count: int) -> list[Meter]:
    """So many meters of one owner, the ways in turns."""
    owner = await platform.client()
    meters: list[Meter] = []
    for at in range(count):
        device = await platform.device(owner)
        path = f"/api/auth/devices/{device}/credential"
        secret = (await platform.call("POST", path, platform.admin))["secret"]
        meters.append(Meter(device, secret, WAYS[at % len(WAYS)]))
    return meters


async def moments_stored(platform: Platform, device: UUID) -> list[datetime]:
    """The readings of a device that are in the database."""
    connection = await asyncpg.connect(platform.database_url("monitoring"))
    try:
        query = (
            "SELECT measured_at FROM reading JOIN channel USING (channel_key) WHERE device_id = $1"
        )
        return [row[0] for row in await connection.fetch(query, device)]
    finally:
        await connection.close()


async def missing_of(platform: Platform, meters: list[Meter]) -> dict[str, list[datetime]]:
    """Moments that were confirmed and are not stored, by way."""
    missing: dict[str, list[datetime]] = {}
    for meter in meters:
        stored = set(await moments_stored(platform, meter.device))
        missing.setdefault(meter.way, []).extend(sorted(set(meter.confirmed) - stored))
    return missing


async def all_stored(platform: Platform, meters: list[Meter], within_s: float) -> float:
    """Wait until nothing is missing; gives how long that took, or fails."""
    begun_s = time.monotonic()

    async def none_missing() -> bool:
        try:
            return not any((await missing_of(platform, meters)).values())
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False

    await eventually(none_missing, within_s=within_s)
    return time.monotonic() - begun_s
