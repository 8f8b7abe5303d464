"""Asks `auth` whether a device has presented its secret."""

from http import HTTPStatus

from kilowatch.contracts.device_access import CHECK_PATH, DeviceSecret
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.calls import ServiceClient


class DeviceCredentials:
    """A client of `auth`, which stores the credentials."""

    def __init__(self, auth: ServiceClient) -> None:
        self._auth = auth

    async def admit(self, device_id: DeviceId, secret: str) -> bool:
        """Return true for the secret of an existing device. Raises `Unavailable`."""
        path = f"{CHECK_PATH}/{device_id}/check"
        answer = await self._auth.call("POST", path, DeviceSecret(secret=secret))
        return answer.status_code == HTTPStatus.NO_CONTENT
