"""The secrets of simulated meters: stored as a meter stores its own, or requested once."""

import os
from http import HTTPStatus
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

import httpx

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.simulation import secret_path
from kilowatch.kit.http_client import shared_tls

ASKED_WITHIN_S: Final = 15.0


class NoSecret(Exception):
    """There is no way for this meter to log in. Says what to do about it."""


class HasCredential(NoSecret):
    """The device has a credential already, which is not known here."""


class Issuer(Protocol):
    """Issues credentials to devices."""

    async def issue(self, device_id: str) -> str:
        """Return a new secret of the device. Raises `NoSecret`, `HasCredential`."""
        ...


class Keyring:
    """Secrets by device, each in its own file in ``folder`` that only its owner can read.

    Missing ones are requested from the ``issuer``, and stored.
    """

    def __init__(
        self, folder: Path, issuer: Issuer | None = None, known: dict[str, str] | None = None
    ) -> None:
        self._folder = folder
        self._issuer = issuer
        self._known = dict(known or {})

    async def secret(self, device_id: str) -> str:
        """Return the secret of a device. Raises `NoSecret`."""
        secret = self._known.get(device_id) or self._read(device_id)
        if secret is None:
            if self._issuer is None:
                raise NoSecret(
                    f"No secret is known for device {device_id}: have an administrator issue a "
                    "credential and say it in KILOWATCH_METER_SECRET, or say --login USERNAME."
                )
            secret = await self._issuer.issue(device_id)
            self.keep(device_id, secret)
        self._known[device_id] = secret
        return secret

    async def equip(self, device_id: str) -> None:
        """Get a secret for a device whose meter is new here. Raises `NoSecret`, `HasCredential`.

        A stored one counts only if the platform would issue no other: it may have been revoked.
        """
        kept = self._known.pop(device_id, None) or self._read(device_id)
        if self._issuer is None:
            await self.secret(device_id)
            return
        try:
            fresh = await self._issuer.issue(device_id)
        except HasCredential:
            if kept is None:
                raise
            self._known[device_id] = kept
            return
        self.keep(device_id, fresh)
        self._known[device_id] = fresh

    def keep(self, device_id: str, secret: str) -> None:
        """Store a secret for later."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(device_id)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secret)
        fresh.replace(path)

    def _read(self, device_id: str) -> str | None:
        try:
            return self._path(device_id).read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def _path(self, device_id: str) -> Path:
        # By the parsed identifier: a name from outside never becomes a path.
        return secret_path(self._folder, DeviceId(UUID(device_id)))


class OperatorsMachine:
    """Provisions devices that have no credential yet, on the machine of the platform."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}

    async def issue(self, device_id: str) -> str:
        """Return the first secret of a device. Raises `NoSecret`, `HasCredential`."""
        try:
            async with httpx.AsyncClient(
                timeout=ASKED_WITHIN_S, trust_env=False, verify=shared_tls()
            ) as client:
                answer = await client.post(f"{self._url}/{device_id}", headers=self._headers)
        except httpx.HTTPError as error:
            raise NoSecret(f"The platform can't be asked for a credential: {error!r}.") from error
        if answer.status_code == HTTPStatus.CONFLICT:
            raise HasCredential(
                f"Device {device_id} has a credential that is not kept here. Say its secret in "
                "KILOWATCH_METER_SECRET, or have an administrator revoke it."
            )
        if answer.status_code == HTTPStatus.NOT_FOUND:
            raise NoSecret(f"There is no device {device_id}: register it first.")
        if answer.status_code != HTTPStatus.CREATED:
            raise NoSecret(f"The platform issued no credential: {answer.status_code}.")
        return str(answer.json()["secret"])
