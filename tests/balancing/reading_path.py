"""The path of a reading as a meter and an administrator use it."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import aio_pika
import asyncpg
import msgspec

from kilowatch.contracts.devices import DeviceRegistered
from kilowatch.contracts.events import EVENTS_EXCHANGE
from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from kilowatch.contracts.roles import Role
from kilowatch.local.calls import local_client
from tests.harness.publishing import publish_event
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.harness.tokens import TokenIssuer

START = datetime(2025, 5, 1, tzinfo=UTC)


ADMIN = uuid4()


class Path:
    """A running path, as a meter and an administrator use it."""

    def __init__(self, broker: Broker, issuer: TokenIssuer, database_url: str) -> None:
        self.broker = broker
        self.issuer = issuer
        self.database_url = database_url
        self.balancer_url = ""
        self.replica_url = ""

    async def get(self, url: str, **params: Any) -> Any:
        async with local_client(30) as client:
            headers = self.issuer.headers(ADMIN, Role.ADMIN)
            response = await client.get(url, headers=headers, params=params)
            response.raise_for_status()
            return response.json()

    async def publish(self, device: UUID, bodies: list[bytes]) -> None:
        connection = await aio_pika.connect(self.broker.amqp_url)
        async with connection, connection.channel(on_return_raises=True) as channel:
            exchange = await channel.get_exchange(READINGS_EXCHANGE, ensure=False)
            key = reading_routing_key(str(device))
            for at in range(0, len(bodies), 200):
                await asyncio.gather(
                    *(
                        exchange.publish(aio_pika.Message(body), key, mandatory=True)
                        for body in bodies[at : at + 200]
                    )
                )

    async def register(self, device: UUID, limit_uwh: int | None = None) -> None:
        connection = await aio_pika.connect(self.broker.amqp_url)
        event = DeviceRegistered(
            device_id=DeviceId(device),
            version=1,
            name="Meter",
            owner_id=None,
            owned_since=None,
            limit_uwh_per_hour=limit_uwh,
            reporting_interval_s=60,
            time_zone="UTC",
        )
        async with connection, connection.channel(on_return_raises=True) as channel:
            exchange = await channel.get_exchange(EVENTS_EXCHANGE, ensure=False)
            await publish_event(exchange, event)
        await eventually(lambda: self.count("SELECT count(*) FROM channel"))

    async def count(self, query: str) -> int:
        connection = await asyncpg.connect(self.database_url)
        try:
            return int(await connection.fetchval(query))
        finally:
            await connection.close()


def body(device: UUID, minute: int, value: Any = 0.5) -> bytes:
    at = (START + timedelta(minutes=minute)).isoformat()
    return msgspec.json.encode(
        {"timestamp": at, "device_id": str(device), "measurement_value": value}
    )


async def three_active(path: Path) -> bool:
    replicas = await path.get(f"{path.balancer_url}/api/balancing/replicas")
    return [each["state"] for each in replicas["items"]] == ["active"] * 3


def stored(path: Path, count: int) -> Callable[[], Any]:
    """A condition: exactly so many readings are stored."""
    return lambda: path.count(f"SELECT (count(*) = {count})::int FROM reading")
