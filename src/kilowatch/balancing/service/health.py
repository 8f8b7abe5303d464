"""Polls the health of every process of the platform."""

import asyncio
import time
from collections.abc import Mapping
from typing import Final

import httpx
import msgspec

from kilowatch.balancing.schemas import ServiceHealth
from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.kit.http_client import shared_tls

PATIENCE_S: Final = 2.0
KEPT_FOR_S: Final = 1.0
"""Each process is polled at most once a second, however many requests come."""


class _Health(msgspec.Struct):
    """The response of ``/health``."""

    status: str
    checks: dict[str, str] = {}


class HealthPoller:
    """The health of ``services``: their URLs by process name.

    ``Occasional`` ones are left out until their first response.
    """

    def __init__(self, services: Mapping[str, str], occasional: Mapping[str, str]) -> None:
        self._services = dict(services)
        self._occasional = dict(occasional)
        self._http = httpx.AsyncClient(timeout=PATIENCE_S, trust_env=False, verify=shared_tls())
        self._turn = asyncio.Lock()
        self._known: list[ServiceHealth] = []
        self._known_at_s = float("-inf")

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def states(self) -> list[ServiceHealth]:
        """Return the state each process reports; without a response it is unreachable."""
        async with self._turn:
            if time.monotonic() - self._known_at_s > KEPT_FOR_S:
                self._known = await self._ask_all()
                self._known_at_s = time.monotonic()
            return self._known

    async def _ask_all(self) -> list[ServiceHealth]:
        everybody = self._services | self._occasional
        asked = (self._ask(name, url) for name, url in everybody.items())
        answers = await asyncio.gather(*asked)
        for each in answers:
            if each.name in self._occasional and each.state != "unreachable":
                self._services[each.name] = self._occasional.pop(each.name)
        return [each for each in answers if each.name in self._services]

    async def _ask(self, name: str, url: str) -> ServiceHealth:
        try:
            async with asyncio.timeout(PATIENCE_S):
                answer = await self._http.get(f"{url}/health")
            health = msgspec.json.decode(answer.content, type=_Health)
        except (httpx.HTTPError, TimeoutError, *DECODING_ERRORS):
            return ServiceHealth(name=name, state="unreachable", failing=[])
        failing = [check for check, state in health.checks.items() if state != "ok"]
        healthy = answer.is_success and not failing
        state = "healthy" if healthy else "unhealthy"
        return ServiceHealth(name=name, state=state, failing=failing)
