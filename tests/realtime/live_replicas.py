"""Live readings as the monitoring replicas publish them, and devices to watch."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import aio_pika
import msgspec
from aio_pika.exceptions import DeliveryError

from kilowatch.contracts.devices import DeviceChanged, DeviceRegistered, DeviceState
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.live import LIVE_EXCHANGE, LiveReading
from kilowatch.contracts.socket import (
    Watch,
    Watching,
)
from kilowatch.contracts.units import microwatthours
from tests.harness.serving import eventually
from tests.realtime.env import BrowserSocket, RealtimeEnv

START = datetime(2026, 3, 1, 18, tzinfo=UTC)


class Replicas:
    """The monitoring replicas, as far as `realtime` sees them."""

    def __init__(self, channel: aio_pika.abc.AbstractChannel) -> None:
        self._channel = channel

    async def tell(self, readings: Iterable[LiveReading]) -> None:
        """Publish once a process listens."""
        body = msgspec.msgpack.encode(list(readings))
        exchange = await self._channel.declare_exchange(
            LIVE_EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True
        )

        async def heard() -> bool:
            with suppress(DeliveryError):
                await exchange.publish(aio_pika.Message(body), "", mandatory=True)
                return True
            return False

        await eventually(heard)


@asynccontextmanager
async def replicas(env: RealtimeEnv) -> AsyncGenerator[Replicas]:
    async with await aio_pika.connect(env.amqp_url) as connection:
        yield Replicas(await connection.channel(publisher_confirms=True, on_return_raises=True))


def reading(
    device_id: DeviceId,
    minute: int = 0,
    kwh: float = 0.5,
    source: int = 0,
    correlation_id: str | None = None,
) -> LiveReading:
    at = START + timedelta(minutes=minute)
    source = source or minute
    return LiveReading(device_id, at, microwatthours(kwh), 900, source, correlation_id)


async def device_of(env: RealtimeEnv, owner_id: UserId | None) -> DeviceId:
    device_id = DeviceId(uuid4())
    await env.publish(state(device_id, 1, owner_id))
    return device_id


def state(device_id: DeviceId, version: int, owner_id: UserId | None) -> DeviceState:
    kind = DeviceRegistered if version == 1 else DeviceChanged
    return kind(
        device_id=device_id,
        version=version,
        name="Heat pump",
        owner_id=owner_id,
        owned_since=None,
        limit_uwh_per_hour=None,
        reporting_interval_s=900,
        time_zone="UTC",
    )


async def watch(browser: BrowserSocket, *device_ids: DeviceId, sees: Iterable[DeviceId]) -> None:
    """Watch devices until those in ``sees`` are visible, and no other."""
    await browser.say(Watch(device_ids=list(device_ids)))
    expected = sorted(sees)
    async with asyncio.timeout(30):
        while (await browser.hear(Watching)).device_ids != expected:
            pass
