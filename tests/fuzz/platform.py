"""A whole platform under hostile messages, with quiet meters beside the hostile one."""

import asyncio
import statistics
import time
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import aio_pika
import aiomqtt
import httpx
from aio_pika.abc import AbstractExchange
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key, reading_topic
from tests.harness.serving import eventually
from tests.system.platform import Person, Platform
from tests.system.test_ways import amqp_url, meter_env

WITHIN_S: Final = 60
FIRST: Final = datetime(2025, 6, 1, tzinfo=UTC)
"""The time of the quiet meters' first reading; each following one is a minute later."""


LARGEST_FRAME_BYTES: Final = 65_536


@dataclass(frozen=True)
class Meter:
    """A device with its credential."""

    device_id: UUID
    secret: str

    @property
    def basic(self) -> httpx.BasicAuth:
        """Return its login over HTTP."""
        return httpx.BasicAuth(str(self.device_id), self.secret)


async def new_meter(platform: Platform, owner: Person) -> Meter:
    """Create a device of ``owner`` with a credential."""
    device = await platform.device(owner)
    path = f"/api/auth/devices/{device}/credential"
    return Meter(device, (await platform.call("POST", path, platform.admin))["secret"])


@dataclass
class QuietMeters:
    """Meters that each send a reading regularly over an AMQP connection of their own.

    ``sent_at_s`` has the monotonic time of each reading whose receipt the broker confirmed.
    """

    platform: Platform
    meters: list[Meter]
    sent_at_s: list[float] = field(default_factory=list[float])
    delays_s: list[float] = field(default_factory=list[float])

    async def send_until(self, stop: asyncio.Event, every_s: float) -> None:
        """Send until ``stop`` is set, and note how long each takes to be stored."""
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(self._watch())
            async with asyncio.TaskGroup() as senders:
                for meter in self.meters:
                    senders.create_task(self._send(meter, stop, every_s))
            await eventually(self._all_stored, within_s=WITHIN_S * 3)
            watching.cancel()

    async def _send(self, meter: Meter, stop: asyncio.Event, every_s: float) -> None:
        key = reading_routing_key(str(meter.device_id))
        url = amqp_url(self.platform, meter.device_id, meter.secret)
        async with await aio_pika.connect(url, timeout=WITHIN_S) as connection:
            channel = await connection.channel(publisher_confirms=True)
            exchange = await channel.get_exchange(READINGS_EXCHANGE, ensure=False)
            number = 0
            while not stop.is_set():
                moment = FIRST + timedelta(minutes=number)
                body = f'{{"measured_at":"{moment.isoformat()}","energy_kwh":0.01}}'
                await exchange.publish(aio_pika.Message(body.encode()), key, timeout=WITHIN_S)
                self.sent_at_s.append(time.monotonic())
                number += 1
                with suppress(TimeoutError):
                    async with asyncio.timeout(every_s):
                        await stop.wait()

    async def _all_stored(self) -> bool:
        return len(self.delays_s) >= len(self.sent_at_s)

    async def _watch(self) -> None:
        """Match stored readings with those sent first: little is overtaken."""
        ids = [each.device_id for each in self.meters]
        while True:
            stored = await self.platform.stored_of(ids)
            now_s = time.monotonic()
            for sent_s in self.sent_at_s[len(self.delays_s) : stored]:
                self.delays_s.append(now_s - sent_s)
            await asyncio.sleep(0.05)

    def percentile_s(self, percent: int) -> float:
        """Return the delay that ``percent`` of the readings did not exceed."""
        return statistics.quantiles(self.delays_s, n=100)[percent - 1]


async def is_well(platform: Platform) -> bool:
    """Return true if the doctor finds nothing wrong."""
    try:
        return "All is well." in await platform.kilowatch("doctor")
    except AssertionError:
        return False


Send = Callable[[Platform, Meter, Iterable[bytes]], Coroutine[Any, Any, list[str]]]


async def over_amqp(platform: Platform, meter: Meter, bodies: Iterable[bytes]) -> list[str]:
    """Publish each message with a confirm; a closed channel is opened again."""
    url, key = (
        amqp_url(platform, meter.device_id, meter.secret),
        reading_routing_key(str(meter.device_id)),
    )

    async def fresh() -> tuple[aio_pika.abc.AbstractConnection, AbstractExchange]:
        connection = await aio_pika.connect(url, timeout=WITHIN_S)
        channel = await connection.channel(publisher_confirms=True)
        return connection, await channel.get_exchange(READINGS_EXCHANGE, ensure=False)

    connection, exchange = await fresh()
    for body in bodies:
        try:
            await exchange.publish(aio_pika.Message(body), key, timeout=WITHIN_S)
        except (aio_pika.exceptions.AMQPError, ConnectionError, RuntimeError):
            await connection.close()
            connection, exchange = await fresh()
    await connection.close()
    return []


async def over_mqtt(platform: Platform, meter: Meter, bodies: Iterable[bytes]) -> list[str]:
    """Publish each message with QoS 1; reconnect when disconnected."""
    _, _, rest = meter_env(platform)["KILOWATCH_METER_MQTT_URL"].partition("://")
    host, _, port = rest.rstrip("/").rpartition(":")
    waiting = list(bodies)
    while waiting:
        with suppress(aiomqtt.MqttError):
            async with aiomqtt.Client(
                host.rpartition("@")[2],
                int(port),
                identifier=f"{meter.device_id}-fuzz",
                username=str(meter.device_id),
                password=meter.secret,
                protocol=aiomqtt.ProtocolVersion.V311,
                timeout=WITHIN_S,
            ) as client:
                while waiting:
                    body = waiting.pop(0)
                    await client.publish(reading_topic(str(meter.device_id)), body, qos=1)
    return []


async def over_http(platform: Platform, meter: Meter, bodies: Iterable[bytes]) -> list[str]:
    """Post each message; return the server errors."""
    wrong: list[str] = []
    async with httpx.AsyncClient(
        base_url=platform.http_url, timeout=WITHIN_S, verify=False, auth=meter.basic
    ) as client:
        for body in bodies:
            answer = await client.post("/api/readings", content=body)
            if answer.status_code >= 500 and answer.status_code != 503:
                wrong.append(f"HTTP {answer.status_code} for {body[:60]!r}")
    return wrong


async def over_websocket(platform: Platform, _: Meter, bodies: Iterable[bytes]) -> list[str]:
    """Send each as the first frame of a socket of its own; return closes without a code."""
    wrong: list[str] = []
    url = platform.http_url.replace("http", "ws", 1) + "/ws"
    for number, body in enumerate(bodies):
        frame = body if number % 2 else body.decode("utf-8", errors="replace")
        try:
            async with connect(url, open_timeout=WITHIN_S, max_size=None) as socket:
                await socket.send(frame)
                async with asyncio.timeout(WITHIN_S):
                    await socket.recv()
                wrong.append(f"the socket answered {body[:60]!r}")
        except InvalidStatus as refusal:
            # Too many in a short time: limits apply.
            if refusal.response.status_code >= 500 and refusal.response.status_code != 503:
                wrong.append(f"the handshake failed: {refusal}")
        except ConnectionClosed as end:
            # Who is still sending a frame that is too large may not get to read the answer.
            if end.rcvd is None and len(body) <= LARGEST_FRAME_BYTES:
                wrong.append(f"the socket was torn by {body[:60]!r}")
    return wrong


WAYS: Final[dict[str, Send]] = {
    "AMQP": over_amqp,
    "MQTT": over_mqtt,
    "HTTP": over_http,
    "WebSocket": over_websocket,
}
