"""An administrator's requests to a running replica, and those that clients are refused."""

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
        """With an administrator of its own."""
        return cls(env, await env.admin())

    @property
    def admin(self) -> UUID:
        """Return the administrator's identifier."""
        return self._admin.id

    @property
    def headers(self) -> dict[str, str]:
        """The administrator's authorization."""
        return self._admin.headers

    async def client(self) -> Person:
        """Somebody who is no administrator."""
        return await self._stage.person(Role.CLIENT)

    async def request(
        self, method: str, path: str, body: object = None, by: Person | None = None, **params: Any
    ) -> httpx.Response:
        """Ask as the administrator, or as somebody else."""
        return await self._stage.client.request(
            method,
            f"/api/monitoring{path}",
            json=body,
            params=params,
            headers=(by or self._admin).headers,
        )

    async def get(self, path: str, **params: Any) -> Any:
        """Return the administrator's answer."""
        answer = await self.request("GET", path, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, body: object = None) -> Any:
        """Return the answer to the administrator's request."""
        answer = await self.request("POST", path, body)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()
