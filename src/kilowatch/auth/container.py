"""The container of the `auth` app."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from kilowatch.auth.device_access import DeviceAccess
from kilowatch.auth.hashing import HashingQueue
from kilowatch.auth.service.credentials import Credentials
from kilowatch.auth.service.keys import SigningKeys
from kilowatch.auth.service.passwords import PasswordChanges
from kilowatch.auth.service.sessions import Sessions
from kilowatch.kit.container import container_of
from kilowatch.kit.internal_api import WithInspection


@dataclass(frozen=True, kw_only=True)
class AuthContainer(WithInspection):
    """The services that the routes of `auth` call."""

    hashing_queue: HashingQueue
    signing_keys: SigningKeys
    platform_id: str
    credentials: Credentials
    password_changes: PasswordChanges
    sessions: Sessions
    refresh_lifetime_s: int
    device_access: DeviceAccess


def container(connection: HTTPConnection) -> AuthContainer:
    """Return the container of the app that serves ``connection``."""
    return container_of(connection.app, AuthContainer)
