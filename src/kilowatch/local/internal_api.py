"""A client of the internal API of the services, which the gateway doesn't expose."""

import os
from collections.abc import AsyncGenerator, Mapping, Sequence
from types import TracebackType
from typing import Self, TypeVar

import httpx
import msgspec

from kilowatch.contracts.balancing import (
    HELD_SENDERS_PATH,
    STUCK_PATH,
    BusySender,
    StuckReplica,
)
from kilowatch.contracts.copies import (
    ChunkDigest,
    CopyInfo,
    CopyRow,
    DeadLetter,
    DeadLetterOrder,
    EventState,
    ExtraRow,
    Extras,
    ResendProgress,
)
from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.signing_keys import RotationOrder, SigningKeyInfo
from kilowatch.local.calls import local_client
from kilowatch.local.environment import service_urls
from kilowatch.local.errors import LocalError
from kilowatch.local.home import SERVICES_WITH_DATABASE, Home
from kilowatch.local.settings import LocalSettings

TIMEOUT_S = 30.0

T = TypeVar("T")

Urls = Mapping[str, Sequence[str]]


class HealthNote(msgspec.Struct, frozen=True):
    """The state that a process reports to an operator besides its checks."""

    text: str
    is_problem: bool


class ProcessHealth(msgspec.Struct, frozen=True):
    """The response of ``/health``."""

    checks: dict[str, str] = {}
    notes: list[HealthNote] = []


class ServiceUnreachable(LocalError):
    """No process of a service gives a valid response."""


class InternalApiClient:
    """Calls the internal API of each service at the first of its ``urls`` that responds."""

    def __init__(self, urls: Urls, internal_token: str) -> None:
        self.services = tuple(urls)
        self._urls = urls
        self._headers = {"Authorization": f"Bearer {internal_token}"}
        self._http = local_client(TIMEOUT_S)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()

    async def copies(self, service: str) -> list[CopyInfo]:
        """Return the copies that a service has. All methods here raise `ServiceUnreachable`."""
        return await self._ask(service, "GET", "/copies", list[CopyInfo])

    async def chunks(self, service: str, copy: str) -> list[ChunkDigest]:
        """Return the digests of a copy."""
        return await self._ask(service, "GET", f"/copies/{copy}/chunks", list[ChunkDigest])

    async def rows(self, service: str, copy: str, chunk: int) -> list[CopyRow]:
        """Return the rows of one chunk of a copy."""
        path = f"/copies/{copy}/rows?chunk={chunk}"
        return await self._ask(service, "GET", path, list[CopyRow])

    async def stuck_replicas(self) -> list[StuckReplica]:
        """Return the replicas with a stuck delivery, as a balancer reports."""
        path = STUCK_PATH.removeprefix("/internal")
        return await self._ask("balancing", "GET", path, list[StuckReplica])

    async def held_senders(self) -> list[BusySender]:
        """Return the devices that are over their quota and can't send, as a balancer reports."""
        path = HELD_SENDERS_PATH.removeprefix("/internal")
        return await self._ask("balancing", "GET", path, list[BusySender])

    async def health(self, service: str) -> dict[str, ProcessHealth | None]:
        """Return the health of each process of a service by URL; None if it doesn't respond."""
        return {url: await self._health(url) for url in self._urls[service]}

    async def _health(self, url: str) -> ProcessHealth | None:
        try:
            answer = await self._http.get(f"{url}/health")
            return msgspec.json.decode(answer.content, type=ProcessHealth)
        except (httpx.HTTPError, *DECODING_ERRORS):
            return None

    async def event_state(self, service: str) -> EventState:
        """Return the state of a service's events."""
        return await self._ask(service, "GET", "/events", EventState)

    async def dead_letters(self, service: str, limit: int) -> list[DeadLetter]:
        """Return the first few dead letters of a service."""
        path = f"/dead-letters?limit={limit}"
        return await self._ask(service, "GET", path, list[DeadLetter])

    async def settle(self, service: str, order: DeadLetterOrder) -> int:
        """Replay or discard dead letters; return their number."""
        answer = await self._ask(service, "POST", "/dead-letters", dict[str, int], order)
        return answer["settled"]

    async def bury(self, info: CopyInfo, service: str, rows: Sequence[ExtraRow]) -> int:
        """Have ``service`` delete what the owner does not know; return the number."""
        body = Extras(service=service, rows=list(rows))
        path = f"/copies/{info.name}/bury"
        return (await self._ask(info.owner, "POST", path, dict[str, int], body))["buried"]

    async def resend(self, info: CopyInfo, service: str) -> AsyncGenerator[ResendProgress]:
        """Have the owner send all of a copy to ``service``; yield the progress."""
        path = f"/copies/{info.name}/resend?service={service}"
        last: ResendProgress | None = None
        async with self._http.stream(
            "POST", f"{self._urls[info.owner][0]}/internal{path}", headers=self._headers
        ) as answer:
            if not answer.is_success:
                raise ServiceUnreachable(f"{info.owner} answered {answer.status_code} to {path}.")
            async for line in answer.aiter_lines():
                last = msgspec.json.decode(line, type=ResendProgress)
                yield last
        if last is None or last.sent < last.total:
            raise ServiceUnreachable(
                f"{info.owner} could not send {info.name} to {service}: has it ever started?"
            )

    async def signing_keys(self) -> list[SigningKeyInfo]:
        """Return the keys that sign access tokens, oldest first."""
        return await self._ask("auth", "GET", "/signing-keys", list[SigningKeyInfo])

    async def rotate_signing_keys(self, *, revoke: bool) -> list[SigningKeyInfo]:
        """Have `auth` publish a new signing key; return all of them."""
        order = RotationOrder(revoke=revoke)
        return await self._ask("auth", "POST", "/signing-keys", list[SigningKeyInfo], order)

    async def _ask(
        self,
        service: str,
        method: str,
        path: str,
        kind: type[T],
        body: msgspec.Struct | None = None,
    ) -> T:
        content = msgspec.json.encode(body) if body is not None else None
        said = "it gives no answer"
        for url in self._urls[service]:
            try:
                answer = await self._http.request(
                    method, f"{url}/internal{path}", content=content, headers=self._headers
                )
                answer.raise_for_status()
                return msgspec.json.decode(answer.content, type=kind)
            except httpx.HTTPStatusError as error:
                said = f"it answered {error.response.status_code}"
            except (httpx.HTTPError, *DECODING_ERRORS) as error:
                said = str(error) or repr(error)
        raise ServiceUnreachable(f"{service}: {said}.")


def open_internal_api(settings: LocalSettings) -> InternalApiClient:
    """Return the internal API of this platform, or of the one in the environment.

    ``KILOWATCH_INTERNAL_TOKEN`` and ``KILOWATCH_<SERVICE>_URL`` override the state folder.
    """
    token = os.environ.get("KILOWATCH_INTERNAL_TOKEN") or Home(settings.home).internal_token()
    if token is None:
        raise LocalError("There is no platform here yet. `kilowatch up` makes one.")
    known = service_urls(settings)
    urls = {
        service: [named]
        if (named := os.environ.get(f"KILOWATCH_{service.upper()}_URL"))
        else known[service]
        for service in SERVICES_WITH_DATABASE
    }
    return InternalApiClient(urls, token)
