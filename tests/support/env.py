"""The environment of `support`'s tests."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import aio_pika
import asyncpg
import httpx
from pydantic import SecretStr

from kilowatch.contracts import events
from kilowatch.contracts.accounts import UserChanged, UserDeleted
from kilowatch.contracts.events import EVENTS_EXCHANGE, Event
from kilowatch.contracts.ids import UserId
from kilowatch.contracts.roles import Role
from kilowatch.contracts.socket import Authenticate, Ready
from kilowatch.contracts.support import CHAT_EXCHANGE, ConversationChanged, MessagePosted
from kilowatch.kit.messaging.consumers import queue_name
from kilowatch.local.calls import local_client
from kilowatch.realtime.app import create_app as create_realtime
from kilowatch.realtime.settings import RealtimeSettings
from kilowatch.support.app import create_app
from kilowatch.support.settings import SupportSettings
from tests.conftest import MakeDatabase
from tests.harness.publishing import publish_event
from tests.harness.servers import Broker
from tests.harness.serving import eventually, serving
from tests.harness.tokens import TokenIssuer, add_account
from tests.realtime.env import BrowserSocket, open_socket
from tests.support.fake_monitoring import FakeMonitoring

Json = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """A user with an account and a token."""

    id: UserId
    role: Role
    token: str


class SupportProcess:
    """One process of `support`, as clients use it."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def ask(
        self,
        by: Person,
        method: str,
        path: str,
        body: object = None,
        *,
        status: int | None = None,
        **params: Any,
    ) -> Any:
        """Send a request; return the response, if the status is as expected."""
        answer = await self.client.request(
            method,
            f"/api/support{path}",
            json=body,
            params=params,
            headers={"Authorization": f"Bearer {by.token}"},
        )
        expected = {status} if status is not None else {200, 201, 204}
        assert answer.status_code in expected, answer.text
        return answer.json() if answer.content else None

    async def open(self, by: Person, language: str = "en") -> str:
        """Open a new conversation."""
        return (await self.ask(by, "POST", "/conversations", {"language": language}))["id"]

    async def say(
        self, by: Person, conversation: str, text: str, message_id: UUID | None = None
    ) -> Json:
        """Post a message; return the result."""
        body = {"id": str(message_id or uuid4()), "text": text}
        return await self.ask(by, "POST", f"/conversations/{conversation}/messages", body)

    async def said(self, by: Person, conversation: str, **params: Any) -> list[Json]:
        """Return the messages of a conversation."""
        path = f"/conversations/{conversation}/messages"
        return (await self.ask(by, "GET", path, **params))["items"]

    async def answer_to(
        self, by: Person, conversation: str, text: str, within_s: float = 30
    ) -> Json:
        """Ask, and wait for the assistant's answer."""
        posted = await self.say(by, conversation, text)
        if posted["answer"] is not None:
            return posted["answer"]
        number = posted["message"]["number"]

        async def answered() -> Json | None:
            found = await self.said(by, conversation, after=number)
            return next((each for each in found if each["author"] == "assistant"), None)

        return await eventually(answered, within_s=within_s)

    async def state(self, by: Person, conversation: str) -> Json:
        """Return the conversation."""
        return await self.ask(by, "GET", f"/conversations/{conversation}")


@dataclass
class SupportEnv:
    """The environment of `support` in one test."""

    database_url: str
    realtime_database_url: str
    broker: Broker
    issuer: TokenIssuer
    fake_monitoring: FakeMonitoring
    settings: Json = field(default_factory=dict[str, Any])

    def _shared(self, database_url: str) -> Json:
        return {
            "database_url": SecretStr(database_url),
            "amqp_url": SecretStr(self.broker.amqp_url),
            "jwks_url": self.issuer.jwks_url,
            "internal_token": SecretStr("x" * 32),
        }

    @asynccontextmanager
    async def server(self, **settings: Any) -> AsyncGenerator[SupportProcess]:
        """One process of `support`."""
        given: Json = {
            "devices_url": self.fake_monitoring.url,
            "monitoring_urls": [self.fake_monitoring.url],
            "ai_key": None,
            "messages_per_minute": 10_000,
            **self.settings,
            **settings,
        }
        app = create_app(SupportSettings(**self._shared(self.database_url), **given))
        async with (
            serving(app) as base_url,
            local_client(20, base_url) as client,
        ):
            yield SupportProcess(client)

    @asynccontextmanager
    async def realtime(self) -> AsyncGenerator[str]:
        """Run one process of `realtime`, which receives events; return its URL."""
        app = create_realtime(RealtimeSettings(**self._shared(self.realtime_database_url)))
        async with (
            serving(app) as base_url,
            local_client(20, base_url) as client,
        ):

            async def healthy() -> bool:
                return (await client.get("/health")).is_success

            await eventually(healthy)
            # It is connected before its queues are bound, and what comes between is not for it.
            await eventually(self._realtime_has_heard)
            yield base_url

    async def _realtime_has_heard(self) -> bool:
        """Return true if the broker routes events to the queues of `realtime`."""
        url = f"{self.broker.management_url}/api/exchanges/{self.broker.vhost}"
        async with local_client(20) as client:
            found = [
                await client.get(f"{url}/{each}/bindings/source")
                for each in (EVENTS_EXCHANGE, CHAT_EXCHANGE)
            ]
        if not all(each.is_success for each in found):
            return False
        of_events, of_moments = (each.json() for each in found)
        queue = queue_name("realtime")
        bound = {each["routing_key"] for each in of_events if each["destination"] == queue}
        wanted = {events.routing_key(each) for each in (MessagePosted, ConversationChanged)}
        return bound >= wanted and bool(of_moments)

    @asynccontextmanager
    async def browser(
        self, base_url: str, person: Person, after: int | None = None
    ) -> AsyncGenerator[BrowserSocket]:
        """Connect a browser of theirs that has received ready."""
        async with open_socket(base_url) as browser:
            await browser.say(Authenticate(token=person.token, after=after))
            await browser.hear(Ready)
            yield browser

    async def person(self, role: Role = Role.CLIENT) -> Person:
        """Create a client with an account."""
        user_id = UserId(uuid4())
        await add_account(self.database_url, user_id, role)
        await add_account(self.realtime_database_url, user_id, role)
        return Person(user_id, role, self.issuer.token(user_id, role))

    async def administrator(self) -> Person:
        """Create an administrator."""
        return await self.person(Role.ADMIN)

    async def demote(self, person: Person) -> None:
        """Make a user a client from now on."""
        await self.publish(
            UserChanged(
                user_id=person.id, version=2, username="former", name="Former", role=Role.CLIENT
            )
        )

    async def delete(self, person: Person) -> None:
        """Delete a user."""
        await self.publish(UserDeleted(user_id=person.id, version=9))

    async def publish(self, event: Event) -> None:
        """Publish an event of `users`, once `support` has its queue."""
        async with await aio_pika.connect(self.broker.amqp_url) as connection:
            channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
            exchange = await channel.declare_exchange(
                EVENTS_EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
            )
            await publish_event(exchange, event)

    async def value(self, query: str, *arguments: object) -> Any:
        """Return a value of the database of `support`."""
        connection = await asyncpg.connect(self.database_url)
        try:
            return await connection.fetchval(query, *arguments)
        finally:
            await connection.close()


@asynccontextmanager
async def build_stage(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[SupportEnv]:
    """Provide everything except processes."""
    fake_monitoring = FakeMonitoring()
    async with fake_monitoring.serving():
        yield SupportEnv(
            await make_database("support"),
            await make_database("realtime"),
            broker,
            issuer,
            fake_monitoring,
        )
