"""`auth` behind the broker of a test, and devices with credentials of their own."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import aio_pika
import asyncpg
import httpx
from aio_pika.abc import AbstractExchange
from pydantic import SecretStr

from kilowatch.auth.app import create_app
from kilowatch.auth.settings import AuthSettings
from kilowatch.contracts.device_access import BROKER_PURPOSE
from kilowatch.contracts.devices import DeviceDeleted, DevicePerson, DeviceRegistered
from kilowatch.contracts.events import EVENTS_EXCHANGE, Event
from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.readings import READINGS_BINDING, READINGS_EXCHANGE, READINGS_STREAM
from kilowatch.contracts.roles import Role
from kilowatch.kit.derived import derived_token
from kilowatch.local.calls import local_client
from tests.harness.broker_auth_proxy import asked_by_the_broker
from tests.harness.publishing import publish_event
from tests.harness.servers import Broker
from tests.harness.serving import eventually, serving
from tests.harness.tokens import TokenIssuer, add_account, add_signing_key

INTERNAL_TOKEN = "internal-" + "z" * 32


class Access:
    """A running `auth` connected to the broker, and an administrator's steps."""

    def __init__(
        self, broker: Broker, issuer: TokenIssuer, client: httpx.AsyncClient, database_url: str
    ) -> None:
        self.broker = broker
        self.issuer = issuer
        self.client = client
        self.database_url = database_url
        self.url = str(client.base_url).rstrip("/")
        self.admin = uuid4()
        self.events: AbstractExchange

    async def publish(self, event: Event) -> None:
        """Publish an event of `devices`, once `auth` has its queue."""
        await publish_event(self.events, event)

    async def register(self, device: UUID, version: int = 1, manager: UUID | None = None) -> None:
        """Register a device, or publish an old event; `auth` knows it afterwards."""
        await self.publish(
            DeviceRegistered(
                device_id=DeviceId(device),
                version=version,
                name="Meter",
                owner_id=None,
                owned_since=None,
                limit_uwh_per_hour=None,
                reporting_interval_s=None,
                time_zone="UTC",
                people=[]
                if manager is None
                else [DevicePerson(user_id=UserId(manager), role="owner", since=None)],
            )
        )
        await eventually(lambda: self._knows(device, version))

    async def _knows(self, device: UUID, version: int) -> bool:
        connection = await asyncpg.connect(self.database_url)
        try:
            query = "SELECT EXISTS (SELECT FROM device WHERE device_id = $1 AND version >= $2)"
            return bool(await connection.fetchval(query, device, version))
        finally:
            await connection.close()

    async def delete(self, device: UUID) -> None:
        """Delete a device."""
        await self.publish(DeviceDeleted(device_id=DeviceId(device), version=9))

    async def ask(
        self, method: str, device: UUID, role: Role = Role.ADMIN, user: UUID | None = None
    ) -> httpx.Response:
        """Send a request about the credential of a device."""
        return await self.client.request(
            method,
            f"/api/auth/devices/{device}/credential",
            headers=self.issuer.headers(user or self.admin, role),
        )

    async def issue(self, device: UUID) -> str:
        """Issue a credential or rotate it; return the secret."""
        answer = await self.ask("POST", device)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["secret"])

    async def new_device(self) -> tuple[UUID, str]:
        """Create a device and its secret."""
        device = uuid4()
        await self.register(device)
        return device, await self.issue(device)

    async def connections_of(self, device: UUID) -> int:
        """Return the number of connections that the broker lists for a device."""
        async with local_client(30, self.broker.management_url) as client:
            listed = await client.get(f"/api/vhosts/{self.broker.vhost}/connections")
            # A new virtual host may not be listed at once.
            return sum(each.get("user") == str(device) for each in listed.json())

    def amqp_url(self, device: UUID, secret: str) -> str:
        """Return the AMQP 0-9-1 URL of a device."""
        return self.broker.device_amqp_url.replace("://", f"://{device}:{secret}@")


@asynccontextmanager
async def serving_access(
    broker: Broker, issuer: TokenIssuer, database_url: str, **changes: Any
) -> AsyncGenerator[Access]:
    """Serve `auth` and connect it to the broker, without the readings stream."""
    settings = AuthSettings(
        amqp_url=SecretStr(broker.amqp_url),
        management_url=SecretStr(broker.management_url),
        internal_token=SecretStr(INTERNAL_TOKEN),
        database_url=SecretStr(database_url),
        jwks_url=issuer.jwks_url,
        **changes,
    )
    token = derived_token(INTERNAL_TOKEN, BROKER_PURPOSE)
    # `auth` verifies with the keys of its own database: the issuer's is one of them.
    await add_signing_key(database_url, issuer)
    async with (
        serving(create_app(settings)) as url,
        await aio_pika.connect(broker.amqp_url) as connection,
        local_client(60, url) as client,
    ):
        with asked_by_the_broker(url, token):
            access = Access(broker, issuer, client, database_url)
            await add_account(database_url, access.admin, Role.ADMIN)
            channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
            access.events = await channel.declare_exchange(
                EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
            )
            yield access


async def make_place(broker: Broker) -> None:
    """Declare what the balancer declares: exchange, stream, and the binding between them."""
    async with await aio_pika.connect(broker.amqp_url) as connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange(
            READINGS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
        )
        stream = await channel.declare_queue(
            READINGS_STREAM, durable=True, arguments={"x-queue-type": "stream"}
        )
        await stream.bind(exchange, READINGS_BINDING)


async def until_devices_are_let_in(access: Access, device: UUID, secret: str) -> None:
    """Wait until `auth` has seen the readings stream."""

    async def allowed() -> bool:
        answer = await access.client.post(
            "/internal/broker/user",
            params={"token": derived_token(INTERNAL_TOKEN, BROKER_PURPOSE)},
            data={"username": str(device), "password": secret},
        )
        return answer.text == "allow"

    await eventually(allowed)
