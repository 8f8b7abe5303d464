"""A monitoring replica as a real server, and its requests."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from pydantic import SecretStr

from kilowatch.contracts.roles import Role
from kilowatch.kit.container import container_of
from kilowatch.local.calls import local_client
from kilowatch.monitoring.app import create_app
from kilowatch.monitoring.container import MonitoringContainer
from kilowatch.monitoring.limits import Limits
from kilowatch.monitoring.settings import MonitoringSettings
from tests.harness.serving import free_port, serving
from tests.harness.tokens import TokenIssuer, add_account
from tests.monitoring.db import MonitoringDb
from tests.monitoring.reference_model import Sent

KWH = 1_000_000_000
Json = dict[str, Any]


class Person:
    """A user with a token."""

    def __init__(self, user_id: UUID, role: Role, issuer: TokenIssuer) -> None:
        self.id = user_id
        self.headers = issuer.headers(user_id, role)


class MonitoringEnv:
    """A running replica over the database of one test."""

    limits: Limits
    """Return the turns of the replica, for a test to take."""

    def __init__(self, client: httpx.AsyncClient, issuer: TokenIssuer, db: MonitoringDb) -> None:
        self.client = client
        self.db = db
        self._issuer = issuer

    async def person(self, role: Role = Role.CLIENT) -> Person:
        """Create a user in the account copy."""
        person = Person(uuid4(), role, self._issuer)
        await add_account(self.db.url, person.id, role)
        return person

    async def admin(self) -> Person:
        """Create an administrator."""
        return await self.person(Role.ADMIN)

    async def hours(
        self, device_id: UUID, start: datetime, energies_kwh: list[float], *, source: int = 0
    ) -> None:
        """Store a reading for each hour from ``start`` on."""
        await self.db.take(
            device_id,
            [
                Sent(start + timedelta(hours=n), round(kwh * KWH), 3600, source + n)
                for n, kwh in enumerate(energies_kwh)
            ],
        )

    async def ask(
        self, path: str, by: Person, *, status: int = 200, headers: Json | None = None, **query: Any
    ) -> httpx.Response:
        """Send a query under ``/api/monitoring``. A trailing underscore frees reserved names."""
        params = {name.rstrip("_"): value for name, value in query.items() if value is not None}
        answer = await self.client.get(
            f"/api/monitoring{path}", params=params, headers={**by.headers, **(headers or {})}
        )
        assert answer.status_code == status, answer.text
        return answer

    async def consumption(self, by: Person, **query: Any) -> Json:
        """Return the response to a query about a range."""
        return (await self.ask("/consumption", by, **query)).json()


@asynccontextmanager
async def run_monitoring(
    db: MonitoringDb, issuer: TokenIssuer, amqp_url: str | None = None
) -> AsyncGenerator[MonitoringEnv]:
    """Run a replica. Without a broker it serves what is stored, and keeps trying to connect."""
    settings = MonitoringSettings(
        amqp_url=SecretStr(amqp_url or f"amqp://nobody:none@127.0.0.1:{free_port()}/"),
        internal_token=SecretStr("internal"),
        database_url=SecretStr(db.url),
        jwks_url=issuer.jwks_url,
    )
    app = create_app(settings)
    async with (
        serving(app) as base_url,
        local_client(20, base_url) as client,
    ):
        env = MonitoringEnv(client, issuer, db)
        env.limits = container_of(app, MonitoringContainer).limits
        yield env


async def early_in_an_hour() -> datetime:
    """Return the start of the current hour, of which at least half a minute is left."""
    now = datetime.now(UTC)
    ends_at = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if ends_at - now < timedelta(seconds=30):
        await asyncio.sleep((ends_at - now).total_seconds() + 0.1)
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


def at(text: str) -> datetime:
    """Return an instant, UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
