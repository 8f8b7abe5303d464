"""An administrator's requests to a running replica, and those of clients."""

from typing import Any
from uuid import UUID

import httpx

from kilowatch.contracts.roles import Role
from tests.monitoring.env import MonitoringEnv, Person


class AdminClient:
    """An administrator at a replica."""

    def __init__(self, env: MonitoringEnv, admin: Person) -> None:
        self._stage = env
        self._admin = admin

    @classmethod
    async def open(cls, env: MonitoringEnv) -> "AdminClient":
        """Create one with an administrator of its own."""
        return cls(env, await env.admin())

    @property
    def admin(self) -> UUID:
        """Return the administrator's identifier."""
        return self._admin.id

    @property
    def headers(self) -> dict[str, str]:
        """Return the administrator's authorization."""
        return self._admin.headers

    async def client(self) -> Person:
        """Create a client."""
        return await self._stage.person(Role.CLIENT)

    async def request(
        self, method: str, path: str, body: object = None, by: Person | None = None, **params: Any
    ) -> httpx.Response:
        """Send a request as the administrator, or as another user."""
        return await self._stage.client.request(
            method,
            f"/api/monitoring{path}",
            json=body,
            params=params,
            headers=(by or self._admin).headers,
        )

    async def get(self, path: str, **params: Any) -> Any:
        """Return the response to the administrator's GET."""
        answer = await self.request("GET", path, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, body: object = None) -> Any:
        """Return the response to the administrator's POST."""
        answer = await self.request("POST", path, body)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()
