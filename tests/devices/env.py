"""`devices` as a real server, with users from events that the test publishes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import aio_pika
import asyncpg
import httpx
from aio_pika.abc import AbstractExchange, AbstractQueue
from pydantic import SecretStr

from kilowatch.contracts import events
from kilowatch.contracts.accounts import UserChanged, UserDeleted, UserRegistered
from kilowatch.contracts.devices import DeviceChanged, DeviceDeleted, DeviceRegistered
from kilowatch.contracts.events import EVENTS_EXCHANGE, Event
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.devices.app import create_app
from kilowatch.devices.settings import DevicesSettings
from kilowatch.local.calls import local_client
from tests.harness.publishing import publish_event
from tests.harness.serving import eventually, serving
from tests.harness.tokens import TokenIssuer, add_account


class Person:
    """A user with a token."""

    def __init__(self, user_id: UUID, role: Role, issuer: TokenIssuer) -> None:
        self.id = UserId(user_id)
        self.headers = issuer.headers(user_id, role)


class DevicesEnv:
    """A running `devices`, its users and its events."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        issuer: TokenIssuer,
        database_url: str,
        exchange: AbstractExchange,
        heard: AbstractQueue,
    ) -> None:
        self.client = client
        self.issuer = issuer
        self.database_url = database_url
        self._exchange = exchange
        self._heard = heard
        self.admin = Person(uuid4(), Role.ADMIN, issuer)

    async def person(self, role: Role = Role.CLIENT) -> Person:
        """Create a user in the account copy."""
        person = Person(uuid4(), role, self.issuer)
        await add_account(self.database_url, person.id, role)
        return person

    def stranger(self) -> Person:
        """Create a user who is not in the account copy yet."""
        return Person(uuid4(), Role.CLIENT, self.issuer)

    async def request(
        self, method: str, path: str = "", body: object = None, by: Person | None = None
    ) -> httpx.Response:
        headers = (by or self.admin).headers
        return await self.client.request(method, f"/api/devices{path}", json=body, headers=headers)

    async def create(self, **fields: Any) -> dict[str, Any]:
        answer = await self.request("POST", body={"name": "Heat pump", **fields})
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def assign(
        self, device: dict[str, Any], owner: Person, since: datetime | None = None
    ) -> httpx.Response:
        body = {"user_id": str(owner.id)}
        if since is not None:
            body["since"] = since.isoformat()
        return await self.request("PUT", f"/{device['id']}/owner", body)

    async def publish(self, event: Event) -> None:
        """Publish an event of `users`, once `devices` has its queue."""
        await publish_event(self._exchange, event)

    async def register(self, person: Person) -> None:
        await self.publish(
            UserRegistered(
                user_id=person.id, version=1, username="new", name="New", role=Role.CLIENT
            )
        )

    async def demote(self, person: Person) -> None:
        await self.publish(
            UserChanged(user_id=person.id, version=2, username="a", name="A", role=Role.CLIENT)
        )

    async def rename(self, person: Person, name: str) -> None:
        """Rename a user, and wait until the copy has it."""
        await self.publish(
            UserChanged(user_id=person.id, version=2, username=name, name=name, role=Role.CLIENT)
        )
        connection = await asyncpg.connect(self.database_url)
        try:
            query = "SELECT name = $2 FROM account WHERE user_id = $1"
            await eventually(lambda: connection.fetchval(query, person.id, name))
        finally:
            await connection.close()

    async def delete_user(self, person: Person) -> None:
        await self.publish(UserDeleted(user_id=person.id, version=2))

    async def hear(self, count: int) -> list[DeviceRegistered | DeviceChanged | DeviceDeleted]:
        """Return the next ``count`` events of `devices`, in the order of their versions."""
        found: list[Any] = []
        async with asyncio.timeout(30):
            while len(found) < count:
                message = await self._heard.get(no_ack=True, fail=False)
                if message is None:
                    await asyncio.sleep(0.02)
                    continue
                found.append(events.decode(message.routing_key or "", message.body))
        return sorted(found, key=lambda event: event.version)


@asynccontextmanager
async def run_devices(
    database_url: str, amqp_url: str, issuer: TokenIssuer, **chosen: Any
) -> AsyncGenerator[DevicesEnv]:
    settings = DevicesSettings(
        amqp_url=SecretStr(amqp_url),
        internal_token=SecretStr("internal"),
        database_url=SecretStr(database_url),
        jwks_url=issuer.jwks_url,
        **chosen,
    )
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        exchange = await channel.declare_exchange(
            EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
        )
        heard = await channel.declare_queue(durable=True, exclusive=True)
        await heard.bind(exchange, "devices.#")
        async with (
            serving(create_app(settings)) as base_url,
            local_client(60, base_url) as client,
        ):
            env = DevicesEnv(client, issuer, database_url, exchange, heard)
            await add_account(database_url, env.admin.id, Role.ADMIN)
            yield env
