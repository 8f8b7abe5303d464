"""Queries `devices` about a device in the name of the caller."""

from http import HTTPStatus
from uuid import UUID

import httpx
import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.kit.errors import KilowatchError, Kind, Unavailable


class NoSuchDevice(KilowatchError):
    """The device doesn't exist."""

    kind = Kind.NOT_FOUND
    code = "device_not_found"


class RegisteredDevice(msgspec.Struct):
    """The fields of a device that its meter needs."""

    time_zone: str


class Registry:
    """Queries `devices` at ``devices_url``."""

    def __init__(self, http: httpx.AsyncClient, devices_url: str) -> None:
        self._http = http
        self._url = f"{devices_url}/api/devices"

    async def find(self, device_id: UUID, token: str) -> RegisteredDevice:
        """Return the device as ``token`` may see it. Raises `NoSuchDevice`, `Unavailable`."""
        headers = {"Authorization": f"Bearer {token}"}
        try:
            answer = await self._http.get(f"{self._url}/{device_id}", headers=headers)
            if answer.status_code == HTTPStatus.NOT_FOUND:
                raise NoSuchDevice("There is no such device.")
            answer.raise_for_status()
            return msgspec.json.decode(answer.content, type=RegisteredDevice)
        except (httpx.HTTPError, *DECODING_ERRORS) as error:
            raise Unavailable("The device can't be looked up right now; try again.") from error
