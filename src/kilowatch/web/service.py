"""Collects the services' OpenAPI documents."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import httpx

from kilowatch.kit.errors import KilowatchError, Kind, Unavailable
from kilowatch.kit.http_client import shared_tls

KEPT_FOR_S = 10.0
PATIENCE_S = 3.0


class ServiceNotFound(KilowatchError):
    """The service doesn't exist or has no document."""

    kind = Kind.NOT_FOUND
    code = "service_not_found"


class Documents:
    """OpenAPI documents by service, fetched on demand and cached for a moment.

    ``occasional`` services are unknown before their first response.
    """

    def __init__(
        self,
        services: Mapping[str, str],
        occasional: Mapping[str, str],
        client: httpx.AsyncClient,
    ) -> None:
        self._services = dict(services)
        self._occasional = dict(occasional)
        self._client = client
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    async def offered(self) -> list[str]:
        """Return the services that are documented."""
        await asyncio.gather(*(self._meet(each) for each in list(self._occasional)))
        return list(self._services)

    async def of(self, service: str) -> dict[str, Any]:
        """Return the document of ``service``. Raises `ServiceNotFound` or `Unavailable`."""
        if service in self._occasional:
            await self._meet(service)
        url = self._services.get(service)
        if url is None:
            raise ServiceNotFound(f"There is no service {service!r}.")
        return await self._document(service, url)

    async def _meet(self, service: str) -> None:
        """Add an occasional service to the others once it has responded."""
        url = self._occasional.get(service)
        if url is None:
            return
        try:
            await self._document(service, url)
        except Unavailable:
            return
        self._services[service] = url
        self._occasional.pop(service, None)

    async def _document(self, service: str, url: str) -> dict[str, Any]:
        fetched_at, document = self._kept.get(service, (float("-inf"), {}))
        if time.monotonic() - fetched_at < KEPT_FOR_S:
            return document
        try:
            answer = await self._client.get(f"{url}/api/docs/{service}.json")
            answer.raise_for_status()
            document = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Unavailable(f"The service {service} is down at the moment.") from error
        self._kept[service] = (time.monotonic(), document)
        return document


def make_client() -> httpx.AsyncClient:
    """Return a client with a short timeout for unreachable services."""
    return httpx.AsyncClient(timeout=PATIENCE_S, verify=shared_tls(trust_env=True))
