"""The rules of device credentials, and of a device's rights at the broker. Denied by default."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.payloads import PLAIN_END, is_command_end, is_payload_end, split_key
from kilowatch.contracts.readings import READINGS_EXCHANGE
from kilowatch.kit.errors import KilowatchError, Kind

DISCONNECT_MARGINS: Final = (timedelta(milliseconds=250), timedelta(seconds=1))
"""A margin after the broker's cache has expired, for a slow response on its way."""

USE_NOTED_EVERY: Final = timedelta(minutes=1)


class DeviceNotFound(KilowatchError):
    """The device doesn't exist or was deleted."""

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
    """A credential when it is issued, the only time its secret is known."""

    device_id: DeviceId
    secret: str
    issued_at: datetime
    rotated: bool


class DeviceCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A credential as shown later, without its secret."""

    device_id: DeviceId
    issued_at: datetime
    issued_by: UserId | None
    last_used_at: datetime | None


def new_secret() -> str:
    """Return 256 random bits, safe in URLs and shells."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> bytes:
    """Return the stored hash of a secret: it is random, so a plain hash protects it."""
    return hashlib.sha256(secret.encode("utf-8", errors="surrogateescape")).digest()


def fits(secret: str, stored_hash: bytes) -> bool:
    """Return true for the right secret, in constant time."""
    return hmac.compare_digest(secret_hash(secret), stored_hash)


def device_of_username(username: str) -> DeviceId | None:
    """Return the device that logs in as ``username``, its identifier in canonical spelling.

    Other spellings of the same UUID are rejected, since routing keys are compared as text.
    """
    try:
        device_id = UUID(username)
    except ValueError:
        return None
    return DeviceId(device_id) if str(device_id) == username else None


def owns_client_id(username: str, client_id: str | None) -> bool:
    """Return true for an MQTT client identifier that begins with the device's own identifier.

    A broker has one connection per client identifier and closes the older one, so with a
    free choice a device could displace any other. AMQP has no such identifier.
    """
    return client_id is None or client_id.startswith(username)


def disconnection_times(now: datetime, cache_ttl: timedelta) -> list[datetime]:
    """Return when to close a device's connections after its credential was revoked.

    At once, and again when no device can have reconnected by a cached decision.
    """
    return [now, *(now + cache_ttl + margin for margin in DISCONNECT_MARGINS)]


class BrokerQuestion(msgspec.Struct, frozen=True):
    """A broker's request about an authenticated device. Missing fields are empty."""

    username: str = ""
    vhost: str = ""
    resource: str = ""
    name: str = ""
    permission: str = ""
    routing_key: str = ""
    client_id: str = ""
    """That of an MQTT connection; other connections have none."""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> "BrokerQuestion":
        """Return the request in a form; unknown fields are ignored."""
        known = {each: form[each] for each in cls.__struct_fields__ if each in form}
        # Asking about a topic, the broker has the client identifier among its variables.
        client_id = form.get("client_id", form.get("variable_map.client_id", ""))
        return cls(**{**known, "client_id": client_id})


def may_enter(question: BrokerQuestion, vhost: str) -> bool:
    """Return true for the platform's virtual host, the only one allowed. MQTT can choose one."""
    return question.vhost == vhost


def may_use_resource(question: BrokerQuestion, vhost: str) -> bool:
    """Return true for writing to the exchange of readings, the only access most devices need.

    An MQTT connection whose client identifier is the device's own may also have the queue of its
    subscriptions, so that there are at most two per device. `may_use_topic` says what to.
    """
    if not may_enter(question, vhost):
        return False
    may_subscribe = _may_subscribe(question)
    if question.resource == "queue":
        return may_subscribe and question.name in _subscription_queues(question.username)
    return (
        question.resource == "exchange"
        and question.name == READINGS_EXCHANGE
        and (question.permission == "write" or (question.permission == "read" and may_subscribe))
    )


def may_use_topic(question: BrokerQuestion, vhost: str) -> bool:
    """Return true for the device's own routing keys, the only ones it may publish under.

    It may subscribe to commands, under which nothing is published, not even by itself: what a
    subscription can't receive takes no room at the broker.
    """
    if (
        not may_enter(question, vhost)
        or question.resource != "topic"
        or question.name != READINGS_EXCHANGE
        or device_of_username(question.username) is None
    ):
        return False
    parts = split_key(question.routing_key)
    if parts is None or parts[0] != question.username:
        return False
    if question.permission == "write":
        return parts[1] == PLAIN_END or is_payload_end(parts[1])
    return question.permission == "read" and _may_subscribe(question) and is_command_end(parts[1])


def _may_subscribe(question: BrokerQuestion) -> bool:
    is_device = device_of_username(question.username) is not None
    return is_device and question.client_id == question.username


def _subscription_queues(client_id: str) -> tuple[str, ...]:
    """Return the names that RabbitMQ gives to the queues of an MQTT client."""
    return tuple(f"mqtt-subscription-{client_id}qos{qos}" for qos in (0, 1))
