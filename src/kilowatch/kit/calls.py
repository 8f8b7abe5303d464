"""Calls from one service to another, for results that the caller can't do without."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import TypeVar

import httpx
import msgspec
import structlog
from fastapi import Request

from kilowatch.contracts.decoding import DECODING_ERRORS, Undecodable
from kilowatch.kit.errors import KilowatchError, Unavailable
from kilowatch.kit.http_client import shared_tls
from kilowatch.kit.requests import forwarded_headers

log = structlog.get_logger()

CALL_TIMEOUT_S = 10.0

T = TypeVar("T", bound=msgspec.Struct)


class InvalidCall(KilowatchError):
    """The body of a call from another service can't be read."""

    code = "invalid_request"


class ServiceClient:
    """Calls one other service of the platform, with the token that only services know."""

    def __init__(self, service: str, base_url: str, internal_token: str) -> None:
        self._service = service
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers={"Authorization": f"Bearer {internal_token}"},
            timeout=CALL_TIMEOUT_S,
            trust_env=False,
            verify=shared_tls(),
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def call(
        self, method: str, path: str, body: msgspec.Struct | None = None
    ) -> httpx.Response:
        """Return the response of the service, positive (2xx) or negative (404, 409, 422).

        Raises `Unavailable` when it can't be reached or fails; whether it did what was
        asked is then unknown.
        """
        content = msgspec.json.encode(body) if body is not None else None
        try:
            response = await self._http.request(
                method, path, content=content, headers=forwarded_headers()
            )
        except httpx.HTTPError as error:
            log.warning("call.failed", service=self._service, path=path, error=repr(error))
            raise self._unavailable() from error
        if response.is_success or response.status_code in _OBJECTIONS:
            return response
        log.error("call.refused", service=self._service, path=path, status=response.status_code)
        raise self._unavailable()

    def _unavailable(self) -> Unavailable:
        return Unavailable(f"The {self._service} service can't be reached; try again shortly.")


_OBJECTIONS = {
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}


def body_of(struct: type[T]) -> Callable[[Request], Awaitable[T]]:
    """Return a dependency that reads the body of a call as ``struct``. Raises `InvalidCall`."""

    async def read(request: Request) -> T:
        try:
            return msgspec.json.decode(await request.body(), type=struct)
        except DECODING_ERRORS as error:
            raise InvalidCall(Undecodable(error).detail) from error

    return read
