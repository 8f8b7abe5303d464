"""The whole platform as processes, used through a terminal and a browser."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx

from kilowatch.local.calls import local_client
from kilowatch.local.settings import port_settings, variable
from tests.harness.serving import eventually, free_port, free_run

BUDGET_S = 400
INGEST_LOCK = 7701
"""The advisory lock of monitoring's `ingest_lock_key()`: an exclusive holder stops all storing."""


PATIENCE = {
    # All tests together may take longer than an access token is valid by default.
    "KILOWATCH_AUTH_ACCESS_TOKEN_LIFETIME_S": "3600",
    # On a busy machine a process may be delayed longer than these defaults: only what is dead is
    # to be found dead.
    "KILOWATCH_BALANCING_SILENT_AFTER_S": "5",
    "KILOWATCH_BALANCING_FORGOTTEN_AFTER_S": "3600",
    "KILOWATCH_MONITORING_LEAVE_WITHIN_S": "15",
    # A test that follows one reading needs its lines, however many others were just logged.
    "KILOWATCH_LOG_LINES_PER_MINUTE": "100000",
}


@dataclass(frozen=True)
class Person:
    """A logged-in user."""

    user_id: UUID
    token: str


class Platform:
    """A platform of its own: own state folder, own ports."""

    _connected: httpx.AsyncClient | None = None

    def __init__(self, home: Path) -> None:
        self.home = home
        ports = {variable(name): str(free_port()) for name in port_settings()}
        ports["KILOWATCH_MONITORING_PORT"] = str(free_run(5))
        self.http_url = f"http://127.0.0.1:{ports['KILOWATCH_HTTP_PORT']}"
        kept = {k: v for k, v in os.environ.items() if not k.startswith("KILOWATCH_")}
        parts = {k: v for k, v in os.environ.items() if k == "KILOWATCH_PARTS"}
        self.environment = {**kept, **parts, **ports, **PATIENCE, "KILOWATCH_HOME": str(home)}
        self.admin = Person(UUID(int=0), "")

    def command(self, *arguments: str) -> str:
        """Run ``kilowatch …`` to its end; return what it printed."""
        result = subprocess.run(
            self.line(*arguments),
            env=self.environment,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=BUDGET_S,
            check=False,
        )
        assert result.returncode == 0, f"{arguments}: {result.stdout}\n{result.stderr}"
        return result.stdout

    def line(self, *arguments: str) -> list[str]:
        """Return the command line of ``kilowatch …``."""
        return [sys.executable, "-m", "kilowatch", *arguments]

    async def kilowatch(self, *arguments: str) -> str:
        """Run ``kilowatch …`` beside the test."""
        return await asyncio.to_thread(self.command, *arguments)

    def status(self) -> dict[str, Any]:
        """Return the output of ``kilowatch status --json`` while all is healthy."""
        return json.loads(self.command("status", "--json"))

    async def log_in(self, username: str, password: str) -> Person:
        """Log in through the gateway."""
        body = {"username": username, "password": password}
        answer = await self.call("POST", "/api/auth/login", json=body)
        return Person(UUID(answer["user"]["id"]), answer["access_token"])

    async def log_in_as_administrator(self) -> Person:
        """Add an administrator on the command line, and log in as them."""
        username = f"operator-{uuid4().hex[:8]}"
        printed = await self.kilowatch("admin", "create", "--username", username)
        found = re.search(r"password\s+(\S+)", printed)
        assert found is not None, printed
        return await self.log_in(username, found[1])

    async def client(self) -> Person:
        """Create a new client, as an administrator, logged in."""
        username, password = f"client-{uuid4().hex[:8]}", uuid4().hex
        person = {"name": "Client", "username": username, "password": password, "role": "CLIENT"}
        await self.call("POST", "/api/users", self.admin, json=person)
        return await self.log_in(username, password)

    async def device(self, owner: Person, **fields: Any) -> UUID:
        """Create a new device of ``owner``, known to monitoring."""
        body = {"name": "Meter", **fields}
        device = await self.call("POST", "/api/devices", self.admin, json=body)
        path = f"/api/devices/{device['id']}/owner"
        await self.call("PUT", path, self.admin, json={"user_id": str(owner.user_id)})

        async def known() -> bool:
            url = f"/api/monitoring/devices/{device['id']}/consumption?date=2020-01-01"
            return (await self.ask("GET", url, owner)).status_code == 200

        await eventually(known, within_s=60)
        return UUID(device["id"])

    async def call(self, method: str, path: str, person: Person | None = None, **more: Any) -> Any:
        """Send a request through the gateway that must succeed; return the JSON of the response."""
        response = await self.ask(method, path, person, **more)
        assert response.is_success, f"{method} {path}: {response.status_code} {response.text}"
        return response.json() if response.content else None

    async def ask(
        self, method: str, path: str, person: Person | None = None, **more: Any
    ) -> httpx.Response:
        """Send a request through the gateway."""
        headers = {"Authorization": f"Bearer {person.token}"} if person else {}
        headers |= more.pop("headers", {})
        if self._connected is not None:
            return await self._connected.request(method, path, headers=headers, **more)
        async with local_client(60, self.http_url) as client:
            return await client.request(method, path, headers=headers, **more)

    @asynccontextmanager
    async def connected(self) -> AsyncGenerator[None]:
        """All requests of the body share connections: for those that make hundreds."""
        async with local_client(60, self.http_url) as self._connected:
            try:
                yield
            finally:
                self._connected = None

    async def call_inside(self, service: str, path: str, person: Person, **more: Any) -> None:
        """Send a POST directly to a service, which must succeed."""
        port = self.environment[f"KILOWATCH_{service.upper()}_PORT"]
        headers = {"Authorization": f"Bearer {person.token}"}
        async with local_client(60) as client:
            response = await client.post(f"http://127.0.0.1:{port}{path}", headers=headers, **more)
        assert response.is_success, f"{service} {path}: {response.status_code} {response.text}"

    async def replicas(self) -> dict[str, dict[str, Any]]:
        """Return the balancer's view of each replica."""
        answer = await self.call("GET", "/api/balancing/replicas", self.admin)
        return {each["name"]: each for each in answer["items"]}

    @asynccontextmanager
    async def storing_halted(self) -> AsyncGenerator[None]:
        """Stop storing meanwhile: batches stay in the replicas and queues."""
        connection = await asyncpg.connect(self.database_url("monitoring"))
        try:
            await connection.execute("SELECT pg_advisory_lock($1)", INGEST_LOCK)
            yield
        finally:
            await connection.close()

    async def stored(self, device: UUID) -> int:
        """Return the number of a device's readings in the database."""
        return await self.stored_of([device])

    async def stored_of(self, devices: list[UUID]) -> int:
        """Return the number of some devices' readings in the database."""
        connection = await asyncpg.connect(self.database_url("monitoring"))
        try:
            query = """SELECT count(*) FROM reading JOIN channel USING (channel_key)
                       WHERE device_id = ANY ($1)"""
            return int(await connection.fetchval(query, devices))
        finally:
            await connection.close()

    async def run(self, service: str, statement: str) -> None:
        """Execute a statement in a service's own database, to damage it."""
        connection = await asyncpg.connect(self.database_url(service))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def database_url(self, service: str) -> str:
        secrets = json.loads((self.home / "secrets.json").read_text())
        port = self.environment["KILOWATCH_POSTGRES_PORT"]
        password = secrets["databases"][service]
        role = f"kilowatch_{service}"
        return f"postgresql://{role}:{password}@127.0.0.1:{port}/{role}"
