"""Meters over HTTP: ``POST /api/readings`` with basic authentication."""

import asyncio
import ssl
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote, urlsplit

import httpx
import msgspec
import structlog

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.kit.away import is_away
from kilowatch.simulator.publisher import FIRST_RETRY_S, LAST_RETRY_S, REFUSED_FOR_S, Publisher
from kilowatch.simulator.trust import tls_context
from kilowatch.simulator.wire import Message

log = structlog.get_logger()

WINDOW: Final = 16
"""Concurrent requests: each uses a connection."""

ANSWER_WITHIN_S: Final = 20.0


class _Refused(msgspec.Struct):
    index: int
    detail: str


class _Receipt(msgspec.Struct):
    rejected: list[_Refused] = []


class HttpPublisher(Publisher):
    """Posts to the platform at ``http_url``, which contains the login.

    A message counts as confirmed when the platform has accepted it. A permanent rejection is
    logged, and not sent again.
    """

    def __init__(
        self,
        http_url: str,
        window: int = WINDOW,
        *,
        refused_for_s: float = REFUSED_FOR_S,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(min(window, WINDOW), refused_for_s=refused_for_s, tls=tls)
        parts = urlsplit(http_url)
        self._login = (unquote(parts.username or ""), unquote(parts.password or ""))
        self._url = parts._replace(
            netloc=parts.netloc.rpartition("@")[2], path=parts.path.rstrip("/") + "/api/readings"
        ).geturl()

    async def _run(self) -> None:
        async with httpx.AsyncClient(
            auth=self._login,
            timeout=ANSWER_WITHIN_S,
            verify=self._tls or tls_context(None),
            headers={"Content-Type": "application/json"},
        ) as client:

            async def deliver(message: Message) -> int:
                return await self._deliver(client, message)

            await self._deliver_all(deliver)

    async def _deliver(self, client: httpx.AsyncClient, message: Message) -> int:
        retry_s = FIRST_RETRY_S
        while (refused := await self._post(client, message)) is None:
            await asyncio.sleep(retry_s)
            retry_s = min(retry_s * 2, LAST_RETRY_S)
        return refused

    async def _post(self, client: httpx.AsyncClient, message: Message) -> int | None:
        """Return the number of rejected readings of ``message``; None to try again."""
        try:
            answer = await client.post(self._url, content=message.body)
        except httpx.HTTPError as error:
            log.warning("meter.lost", transport="http", error=str(error) or repr(error))
            self._note_distrust(error)
            return None
        if answer.is_success:
            self._note_admitted()
            refused = _refused(answer)
            for each in refused:
                log.error("reading.refused", index=each.index, detail=each.detail)
            return len(refused)
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            self._note_refused("over HTTP")
            return None
        put_off = answer.is_server_error or answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
        if put_off or is_away(answer):
            log.warning("meter.put_off", transport="http", status=answer.status_code)
            return None
        log.error("readings.refused", status=answer.status_code, detail=answer.text[:500])
        return message.readings


def _refused(answer: httpx.Response) -> list[_Refused]:
    try:
        return msgspec.json.decode(answer.content, type=_Receipt).rejected
    except DECODING_ERRORS:
        return []
