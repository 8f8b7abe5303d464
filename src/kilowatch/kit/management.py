"""A client of RabbitMQ's management API."""

from typing import Final, TypeVar
from urllib.parse import unquote, urlsplit

import httpx
import msgspec

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.kit.http_client import shared_tls

T = TypeVar("T")

MANAGEMENT_UNREACHABLE: Final = (httpx.HTTPError, ValueError)
"""Raised when the API does not respond, or not in an expected form."""

TIMEOUT_S: Final = 5.0


def management_client(url: str) -> httpx.AsyncClient:
    """A client for the API at ``http://user:password@host:port``; paths begin after ``/api``."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return httpx.AsyncClient(
        base_url=f"{parts.scheme}://{parts.hostname}{port}{parts.path.rstrip('/')}/api",
        auth=(unquote(parts.username or ""), unquote(parts.password or "")),
        timeout=TIMEOUT_S,
        verify=shared_tls(trust_env=True),
    )


def usual_management_url(amqp_url: str) -> str:
    """Return the default address of the management API of the broker at ``amqp_url``.

    On the same host, with the same login; with TLS on the HTTPS port, as hosted brokers have it.
    Contains the password.
    """
    parts = urlsplit(amqp_url)
    login = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    if parts.scheme == "amqps":
        return f"https://{login}{parts.hostname}"
    return f"http://{login}{parts.hostname}:15672"


def vhost_of(amqp_url: str) -> str:
    """Return the virtual host of an AMQP URL."""
    return unquote(urlsplit(amqp_url).path.removeprefix("/")) or "/"


LED_TYPE: Final = "quorum"
"""Not every release reports the leader of streams. They fail together with the quorum queues."""


async def queues_without_leader(client: httpx.AsyncClient) -> list[str]:
    """Return the names of quorum queues without a leader. Raises `MANAGEMENT_UNREACHABLE`.

    When a write fails, above all on a full disk, the processes of the queues end permanently while
    the node keeps running: it listens, accepts connections, raises no alarm, and confirms nothing.
    """
    answer = await client.get("/queues", params={"columns": "name,type,leader"})
    found = decoded(answer, list[_Queue])
    return [each.name for each in found if each.type == LED_TYPE and not each.leader]


class _Queue(msgspec.Struct):
    name: str = ""
    type: str = ""
    leader: str | None = None


def decoded(answer: httpx.Response, kind: type[T]) -> T:
    """Return the API's response as ``kind``. Raises `MANAGEMENT_UNREACHABLE`.

    While it starts, it responds with success but in other forms.
    """
    content = answer.raise_for_status().content
    try:
        return msgspec.json.decode(content, type=kind)
    except DECODING_ERRORS as error:
        raise ValueError(f"the management API is not understood: {error}") from error
