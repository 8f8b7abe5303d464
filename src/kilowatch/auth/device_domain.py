"""The rules of device credentials, and what a device may do at the broker. Deny first."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from kilowatch.kit.errors import KilowatchError, Kind

DISCONNECT_MARGINS: Final = (timedelta(milliseconds=250), timedelta(seconds=1))
"""After the broker's cache forgot a decision: in theory, and with a slow answer on its way."""

USE_NOTED_EVERY: Final = timedelta(minutes=1)


class DeviceNotFound(KilowatchError):
    """No such device, or it was deleted."""

    kind = Kind.NOT_FOUND
    code = "device_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such device.")


class DeviceHasCredential(KilowatchError):
    """The device has a credential, and the caller may not replace it."""

    kind = Kind.CONFLICT
    code = "device_has_credential"

    def __init__(self) -> None:
        super().__init__("This device already has a credential; an administrator may rotate it.")


class IssuedCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A credential at the one moment its secret is known."""

    device_id: DeviceId
    secret: str
    issued_at: datetime
    rotated: bool


class DeviceCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A credential as it is shown later, without its secret."""

    device_id: DeviceId
    issued_at: datetime
    issued_by: UserId | None
    last_used_at: datetime | None


def new_secret() -> str:
    """256 random bits, good in URLs and shells."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> bytes:
    """Return the stored hash of a secret: it is random, so a plain hash protects it."""
    return hashlib.sha256(secret.encode("utf-8", errors="surrogateescape")).digest()


def fits(secret: str, stored_hash: bytes) -> bool:
    """Return true for the right secret, in constant time."""
    return hmac.compare_digest(secret_hash(secret), stored_hash)


def device_of_username(username: str) -> DeviceId | None:
    """The device that logs in as ``username``: its identifier, written in the one usual way.

    Other spellings of the same UUID are refused, since routing keys are compared as text.
    """
    try:
        device_id = UUID(username)
    except ValueError:
        return None
    return DeviceId(device_id) if str(device_id) == username else None


def owns_client_id(username: str, client_id: str | None) -> bool:
    """Return true for an MQTT client identifier that begins with the device's own identifier.

    A broker knows one connection of each client identifier and closes the older one, so with a
    free choice a device could put any other off. AMQP has none.
    """
    return client_id is None or client_id.startswith(username)


def disconnection_times(now: datetime, cache_ttl: timedelta) -> list[datetime]:
    """Return when to close a device's connections after its credential was revoked.

    At once, and again when nobody can have come back by a decision the broker remembered.
    """
    return [now, *(now + cache_ttl + margin for margin in DISCONNECT_MARGINS)]


class BrokerQuestion(msgspec.Struct, frozen=True):
    """A question of the broker about an authenticated device. Missing fields are empty."""

    username: str = ""
    vhost: str = ""
    resource: str = ""
    name: str = ""
    permission: str = ""
    routing_key: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> "BrokerQuestion":
        """The question in a form; what we do not know is left out."""
        known = {each: form[each] for each in cls.__struct_fields__ if each in form}
        return cls(**known)


def may_enter(question: BrokerQuestion, vhost: str) -> bool:
    """Return true for our virtual host, the only one for devices. MQTT lets them choose one."""
    return question.vhost == vhost


def may_use_resource(question: BrokerQuestion, vhost: str) -> bool:
    """Return true for writing to the exchange of readings, the only access devices have."""
    return (
        may_enter(question, vhost)
        and question.resource == "exchange"
        and question.name == READINGS_EXCHANGE
        and question.permission == "write"
    )


def may_use_topic(question: BrokerQuestion, vhost: str) -> bool:
    """Return true for the device's own routing key, the only one it may publish under."""
    return (
        may_enter(question, vhost)
        and question.resource == "topic"
        and question.name == READINGS_EXCHANGE
        and question.permission == "write"
        and device_of_username(question.username) is not None
        and question.routing_key == reading_routing_key(question.username)
    )
