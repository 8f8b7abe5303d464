"""The cost of one flooding meter for a hundred quiet ones, and of fairness without a flood.

    python -m benchmarks.flood [SOURCES …]

Starts a broker, a database, a balancer and three replicas of its own, once for each folder of
sources (default: this one, ``src``; name that of an older release first to compare). Then:

- *even*: 1,000 meters have sent 60 readings each; how fast are they stored?
- *replay*: one meter has sent as many; how fast?
- *flood*: one meter sends as fast as the broker takes it, while 100 quiet meters send a reading
  every few seconds each; how long until those are stored?

What counts is the ratio between the sources: whatever else the machine does meets all of them.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import asyncpg
import msgspec

from benchmarks.path import compare
from kilowatch.kit.background import end_tasks
from tests.balancing.fleet import Fleet
from tests.harness.serving import eventually

START = datetime(2025, 1, 1, tzinfo=UTC)
EVEN_METERS = 1_000
READINGS_EACH = 60
QUIET_METERS = 100
FLOOD_S = 6.0
QUIET_FOR_S = 12.0
WINDOW = 500


def reading(number: int) -> bytes:
    """A reading of a minute, counted from the start."""
    at = (START + timedelta(minutes=number)).isoformat()
    return msgspec.json.encode({"timestamp": at, "measurement_value": 0.5, "interval_s": 60})


class Publisher:
    """Publishes for any device over a bare MQTT connection, as fast as the broker takes it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def log_in(self, username: str, password: str) -> None:
        """Connect as a service, which may publish for all."""
        flags_and_keepalive = b"\xc2\x00\x00"
        content = _text("MQTT") + b"\x04" + flags_and_keepalive + _text(f"bench{uuid4().hex[:8]}")
        self._writer.write(_packet(0x10, content + _text(username) + _text(password)))
        assert (await self._reader.readexactly(4))[3] == 0

    async def send(self, messages: list[tuple[UUID, bytes]]) -> None:
        """Publish all with QoS 1; returns when the broker has them."""
        for at in range(0, len(messages), WINDOW):
            window = messages[at : at + WINDOW]
            self._writer.write(
                b"".join(
                    _packet(
                        0x32,
                        _text(f"meters/{device}/readings") + (n + 1).to_bytes(2, "big") + body,
                    )
                    for n, (device, body) in enumerate(window)
                )
            )
            await self._reader.readexactly(4 * len(window))


def _text(value: str) -> bytes:
    return len(value).to_bytes(2, "big") + value.encode()


def _packet(kind: int, content: bytes) -> bytes:
    length, left = bytearray(), len(content)
    while True:
        left, digit = divmod(left, 128)[0], left % 128
        length.append(digit | (0x80 if left else 0))
        if not left:
            return bytes([kind]) + bytes(length) + content


@asynccontextmanager
async def publisher(fleet: Fleet) -> AsyncGenerator[Publisher]:
    """A connection of its own."""
    mqtt, amqp = urlsplit(fleet.broker.mqtt_url), urlsplit(fleet.broker.amqp_url)
    reader, writer = await asyncio.open_connection(mqtt.hostname, mqtt.port)
    made = Publisher(reader, writer)
    await made.log_in(f"{fleet.broker.vhost}:{amqp.username}", amqp.password or "")
    try:
        yield made
    finally:
        writer.close()


async def register(fleet: Fleet, count: int) -> list[UUID]:
    """Devices that monitoring knows."""
    devices = [uuid4() for _ in range(count)]
    connection = await asyncpg.connect(fleet.database_url)
    await connection.execute(
        """SELECT apply_device(each, 1, 'Meter', NULL, NULL, 900000000000, NULL, 'UTC', $2, $2, $2)
           FROM unnest($1::uuid[]) each""",
        devices,
        START,
    )
    await connection.close()
    return devices


async def stored_after(fleet: Fleet, count: int) -> float:
    """Seconds from now until ``count`` readings are stored."""
    begun_s = time.monotonic()

    async def all_stored() -> bool:
        return await fleet.count("SELECT count(*) FROM reading") >= count

    await eventually(all_stored, within_s=300)
    return time.monotonic() - begun_s


async def rate(fleet: Fleet, meters: int, each: int) -> float:
    """Readings stored a second, of what ``meters`` send."""
    devices = await register(fleet, meters)
    stored = await fleet.count("SELECT count(*) FROM reading")
    messages = [(device, reading(n)) for n in range(each) for device in devices]
    begun_s = time.monotonic()
    async with publisher(fleet) as connection:
        await connection.send(messages)
    await stored_after(fleet, stored + len(messages))
    return len(messages) / (time.monotonic() - begun_s)


async def flood(fleet: Fleet) -> dict[str, float]:
    """Measure the delay of quiet meters' readings beside a flood."""
    [loud], quiet = await register(fleet, 1), await register(fleet, QUIET_METERS)
    flooding = asyncio.create_task(_flood(fleet, loud))
    watching = _Watch(fleet, quiet)
    try:
        async with publisher(fleet) as connection:
            await watching.run(connection)
    finally:
        await end_tasks(flooding)
    took = sorted(watching.took)
    return {
        "quiet median, s": statistics.median(took),
        "quiet 99th percentile, s": took[int(len(took) * 0.99) - 1],
        "quiet worst, s": took[-1],
    }


async def _flood(fleet: Fleet, device: UUID) -> None:
    async with publisher(fleet) as connection:
        until_s = time.monotonic() + FLOOD_S
        at = 0
        while time.monotonic() < until_s:
            await connection.send([(device, reading(at + n)) for n in range(WINDOW)])
            at = (at + WINDOW) % 200_000


class _Watch:
    """Sends readings of quiet meters and sees when each is stored."""

    def __init__(self, fleet: Fleet, devices: list[UUID]) -> None:
        self._fleet = fleet
        self._devices = devices
        self._sent_s: dict[tuple[UUID, int], float] = {}
        self.took: list[float] = []

    async def run(self, connection: Publisher) -> None:
        """Send for a while, then wait for the last."""
        looking = asyncio.create_task(self._look())
        until_s = time.monotonic() + QUIET_FOR_S
        number = 0
        while time.monotonic() < until_s:
            device = self._devices[number % len(self._devices)]
            minute = number // len(self._devices)
            self._sent_s[device, minute] = time.monotonic()
            await connection.send([(device, reading(minute))])
            number += 1
            await asyncio.sleep(0.02)
        await eventually(lambda: not self._sent_s, within_s=300)
        await end_tasks(looking)

    async def _look(self) -> None:
        connection = await asyncpg.connect(self._fleet.database_url)
        query = """SELECT d.device_id, r.measured_at
                   FROM reading r JOIN channel d USING (channel_key)
                   WHERE d.device_id = ANY($1)"""
        while True:
            rows = await connection.fetch(query, self._devices)
            now_s = time.monotonic()
            for row in rows:
                minute = round((row["measured_at"] - START).total_seconds() / 60)
                sent_s = self._sent_s.pop((row["device_id"], minute), None)
                if sent_s is not None:
                    self.took.append(now_s - sent_s)
            await asyncio.sleep(0.02)


async def measure(fleet: Fleet) -> dict[str, float]:
    """All three."""
    return {
        "even, readings/s": await rate(fleet, EVEN_METERS, READINGS_EACH),
        "replay, readings/s": await rate(fleet, 1, READINGS_EACH * EVEN_METERS // 2),
        **await flood(fleet),
    }


if __name__ == "__main__":
    compare(measure, sys.argv[1:])
