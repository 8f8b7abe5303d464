"""Registers simulated devices, and issues their credentials, with an administrator's login."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, Self
from uuid import NAMESPACE_URL, UUID, uuid5

import httpx

from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.away import is_away
from kilowatch.simulator.keyring import NoSecret
from kilowatch.simulator.trust import tls_context

AT_ONCE: Final = 4
CALL_TIMEOUT_S: Final = 15.0
EARLY_S: Final = 60.0
"""A token is renewed this long before it expires."""

AWAY: Final = "The platform is away right now. Try again in a moment."


class NotRegistered(Exception):
    """The devices can't be registered. Says why."""


def device_id_of(seed: int, number: int) -> DeviceId:
    """Return the identifier of the ``number``-th simulated device of a ``seed``."""
    return DeviceId(uuid5(NAMESPACE_URL, f"urn:kilowatch:simulated:{seed}:{number}"))


class Administrator:
    """An administrator, logged in. Use it as a context manager.

    With TLS, ``ca_file`` has the certificates to trust, by default those of the machine.
    """

    def __init__(
        self, http_url: str, username: str, password: str, ca_file: Path | None = None
    ) -> None:
        self._login = {"username": username, "password": password, "refresh_in": "body"}
        self._http = httpx.AsyncClient(
            base_url=http_url,
            timeout=CALL_TIMEOUT_S,
            trust_env=False,
            verify=tls_context(ca_file),
        )
        self._logging_in = asyncio.Lock()
        self._token_until_s = 0.0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def register(self, device_ids: Sequence[UUID], interval_s: int, time_zone: str) -> None:
        """Register those that do not exist. Raises `NotRegistered`."""
        at_once = asyncio.Semaphore(AT_ONCE)

        async def register_one(number: int, device_id: UUID) -> None:
            body = {
                "id": str(device_id),
                "name": f"Simulated meter {number:04}",
                "reporting_interval_s": interval_s,
                "time_zone": time_zone,
            }
            async with at_once:
                answer = await self._call("/api/devices", body)
            if answer.status_code not in {HTTPStatus.CREATED, HTTPStatus.CONFLICT}:
                raise NotRegistered(f"The devices are not registered: {_reason(answer)}")

        await asyncio.gather(*(register_one(*each) for each in enumerate(device_ids, 1)))

    async def issue(self, device_id: str) -> str:
        """Return a new secret of a device, replacing any previous one. Raises `NoSecret`."""
        try:
            answer = await self._call(f"/api/auth/devices/{device_id}/credential")
        except NotRegistered as error:
            raise NoSecret(str(error)) from error
        if answer.status_code != HTTPStatus.CREATED:
            raise NoSecret(f"Device {device_id} gets no credential: {_reason(answer)}")
        return str(answer.json()["secret"])

    async def _call(self, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        try:
            async with self._logging_in:
                if asyncio.get_running_loop().time() > self._token_until_s:
                    await self._log_in()
            answer = await self._http.post(path, json=body)
        except httpx.HTTPError as error:
            raise NotRegistered(f"The platform can't be reached: {error!r}") from error
        if is_away(answer):
            raise NotRegistered(AWAY)
        return answer

    async def _log_in(self) -> None:
        answer = await self._http.post("/api/auth/login", json=self._login)
        if is_away(answer):
            raise NotRegistered(AWAY)
        if not answer.is_success:
            raise NotRegistered(f"The login was refused: {_reason(answer)}")
        session = answer.json()
        self._http.headers["Authorization"] = f"Bearer {session['access_token']}"
        good_for_s = max(session["expires_in_s"] - EARLY_S, 1)
        self._token_until_s = asyncio.get_running_loop().time() + good_for_s


def _reason(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return str(answer.status_code)
