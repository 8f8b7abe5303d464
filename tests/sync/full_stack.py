"""Every service with copies, as a real server, on one broker."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import UUID

import aio_pika
import asyncpg
import httpx
import msgspec
from aio_pika.abc import AbstractChannel
from fastapi import FastAPI
from pydantic import SecretStr
from websockets.asyncio.client import connect

from kilowatch.balancing.app import create_app as create_balancing
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.contracts import events
from kilowatch.contracts.events import EVENTS_EXCHANGE, Event
from kilowatch.contracts.socket import Authenticate, Ready
from kilowatch.devices.app import create_app as create_devices
from kilowatch.devices.settings import DevicesSettings
from kilowatch.local.calls import local_client
from kilowatch.local.doctor import Doctor, Report
from kilowatch.local.internal_api import InternalApiClient
from kilowatch.monitoring.app import create_app as create_monitoring
from kilowatch.monitoring.settings import MonitoringSettings
from kilowatch.realtime.app import create_app as create_realtime
from kilowatch.realtime.settings import RealtimeSettings
from kilowatch.support.app import create_app as create_support
from kilowatch.support.settings import SupportSettings
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.serving import eventually, free_port, serving
from tests.realtime.env import BrowserSocket
from tests.users.env import INTERNAL_TOKEN, Platform, UsersEnv, bearer

SERVICES = ("auth", "users", "devices", "balancing", "monitoring", "realtime", "support")


class FullStack:
    """All services; each can be stopped and started again at the same address."""

    def __init__(self, env: UsersEnv, broker: Broker, databases: Mapping[str, str]) -> None:
        self.env = env
        self.broker = broker
        self.databases = databases
        self.ports = {each: free_port() for each in SERVICES} | {
            "auth": env.auth_port,
            "users": env.users_port,
        }
        self.urls = {each: f"http://127.0.0.1:{port}" for each, port in self.ports.items()}
        self.client = local_client(60)
        self._running: dict[str, AsyncExitStack] = {}

    async def begin(self, *services: str) -> None:
        """Start services, each with its queue declared when this returns."""
        for service in services:
            stack = AsyncExitStack()
            await stack.enter_async_context(serving(self.app(service), self.ports[service]))
            self._running[service] = stack
        for service in services:
            await eventually(lambda service=service: self._is_healthy(service), within_s=60)

    async def end(self, *services: str) -> None:
        """Stop services."""
        for service in services:
            await self._running.pop(service).aclose()

    async def close(self) -> None:
        """Stop everything, the last first."""
        await self.end(*reversed(self._running))
        await self.client.aclose()

    async def _is_healthy(self, service: str) -> bool:
        return (await self.client.get(f"{self.urls[service]}/health")).status_code == 200

    def app(self, service: str) -> FastAPI:
        """Return a service, not started."""
        shared: dict[str, Any] = {
            "amqp_url": SecretStr(self.broker.amqp_url),
            "jwks_url": self.env.jwks_url,
            "internal_token": SecretStr(INTERNAL_TOKEN),
            "database_url": SecretStr(self.databases[service]),
        }
        makers: dict[str, Callable[[], FastAPI]] = {
            "auth": self.env.auth_app,
            "users": self.env.users_app,
            "devices": lambda: create_devices(DevicesSettings(**shared)),
            "monitoring": lambda: create_monitoring(MonitoringSettings(**shared)),
            "realtime": lambda: create_realtime(RealtimeSettings(**shared)),
            "support": lambda: create_support(SupportSettings(**shared)),
            "balancing": lambda: create_balancing(
                BalancingSettings(
                    stream_url=SecretStr(self.broker.stream_url),
                    management_url=SecretStr(self.broker.management_url),
                    auth_url=self.urls["auth"],
                    **shared,
                )
            ),
        }
        return makers[service]()

    @property
    def people(self) -> Platform:
        """`auth` and `users`, with the few steps that most tests begin with."""
        return Platform(self.env, self.client, FastAPI())

    async def ask(
        self, service: str, path: str, token: str, method: str = "GET", json: object = None
    ) -> httpx.Response:
        """Send a request to a service, with a user's token."""
        url = f"{self.urls[service]}{path}"
        return await self.client.request(method, url, json=json, headers=bearer(token))

    async def device(
        self, admin: str, owner_id: str | None = None, **fields: Any
    ) -> dict[str, Any]:
        """Create a new device."""
        body = {"name": "Heat pump", "owner_id": owner_id, **fields}
        answer = await self.ask("devices", "/api/devices", admin, "POST", body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def run(self, service: str, query: str, *arguments: object) -> str:
        """Change the database of a service behind its back."""
        connection = await asyncpg.connect(self.databases[service])
        try:
            return await connection.execute(query, *arguments)
        finally:
            await connection.close()

    async def value(self, service: str, query: str, *arguments: object) -> Any:
        """Return a value of the database of a service."""
        connection = await asyncpg.connect(self.databases[service])
        try:
            return await connection.fetchval(query, *arguments)
        finally:
            await connection.close()

    async def examine(self, *services: str, repair: bool = False) -> Report:
        """Return the doctor's report of these services."""
        urls = {each: [self.urls[each]] for each in (*services, "auth", "users", "devices")}
        async with InternalApiClient(urls, INTERNAL_TOKEN) as internal_api:
            return await Doctor(internal_api).examine(repair=repair)

    async def in_step(self, *services: str) -> bool:
        """Return true if the doctor finds nothing."""
        return (await self.examine(*services)).problems == []

    @asynccontextmanager
    async def channel(self) -> AsyncGenerator[AbstractChannel]:
        """Open a channel of the test's own."""
        async with await aio_pika.connect(self.broker.amqp_url) as connection:
            yield await connection.channel(publisher_confirms=True, on_return_raises=True)

    async def publish(self, event: Event) -> None:
        """Publish an event to all subscribers."""
        async with self.channel() as channel:
            exchange = await channel.get_exchange(EVENTS_EXCHANGE)
            key = events.routing_key(type(event))
            message = aio_pika.Message(events.encode(event), message_id=str(event.event_id))
            await exchange.publish(message, key)

    async def put(self, queue: str, body: bytes, key: str, message_id: str) -> None:
        """Put a message straight into a queue, under a routing key."""
        async with self.channel() as channel:
            message = aio_pika.Message(body, headers={"x-event-key": key}, message_id=message_id)
            await channel.default_exchange.publish(message, queue, mandatory=True)

    @asynccontextmanager
    async def socket(self, token: str) -> AsyncGenerator[BrowserSocket]:
        """Connect a browser that has received ready."""
        url = f"ws{self.urls['realtime'].removeprefix('http')}/ws"
        async with connect(url, compression=None) as connection:
            browser = BrowserSocket(connection)
            await browser.say_text(msgspec.json.encode(Authenticate(token=token)).decode())
            await browser.hear(Ready)
            yield browser


@asynccontextmanager
async def build_town(make_database: MakeDatabase, broker: Broker) -> AsyncGenerator[FullStack]:
    databases = {each: await make_database(each) for each in SERVICES}
    env = UsersEnv(databases["auth"], databases["users"], broker)
    full_stack = FullStack(env, broker, databases)
    try:
        yield full_stack
    finally:
        await full_stack.close()


def user_id(person: dict[str, Any]) -> UUID:
    return UUID(person["id"])
