"""The transports: their addresses, and a meter's own connection over one of them."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote, urlsplit

from kilowatch.simulator.keyring import Keyring
from kilowatch.simulator.over_amqp import AmqpPublisher
from kilowatch.simulator.over_http import HttpPublisher
from kilowatch.simulator.over_mqtt import MqttPublisher
from kilowatch.simulator.publisher import WINDOW, Publisher
from kilowatch.simulator.trust import tls_context
from kilowatch.simulator.wire import Message


class Transport(StrEnum):
    """The transport over which a meter reports."""

    AMQP = "amqp"
    MQTT = "mqtt"
    HTTP = "http"


_SCHEMES: Final = {
    "amqp": Transport.AMQP,
    "amqps": Transport.AMQP,
    "mqtt": Transport.MQTT,
    "mqtts": Transport.MQTT,
    "http": Transport.HTTP,
    "https": Transport.HTTP,
}

_WITH_TLS: Final = {"amqps", "mqtts", "https"}

_PUBLISHERS: Final[dict[Transport, type[AmqpPublisher | MqttPublisher | HttpPublisher]]] = {
    Transport.AMQP: AmqpPublisher,
    Transport.MQTT: MqttPublisher,
    Transport.HTTP: HttpPublisher,
}


class UnknownTransport(Exception):
    """An address with an unknown scheme."""


@dataclass(frozen=True)
class Endpoint:
    """An address to report to. If it contains a login, that is used for every device.

    With TLS, ``ca_file`` has the certificates to trust, by default those of the machine.
    """

    transport: Transport
    url: str
    ca_file: Path | None = None

    @classmethod
    def at(cls, url: str, ca_file: Path | None = None) -> Self:
        """Return the endpoint at ``url``, by its scheme. Raises `UnknownTransport`."""
        scheme = urlsplit(url).scheme
        if scheme not in _SCHEMES:
            raise UnknownTransport(
                f"{scheme!r} is no way in: say amqp://, mqtt:// or http://, or amqps://, mqtts:// "
                "or https:// for TLS."
            )
        return cls(_SCHEMES[scheme], url, ca_file)

    @property
    def has_login(self) -> bool:
        """Return true where the address contains a login."""
        return urlsplit(self.url).username is not None

    def publisher(self, window: int) -> Publisher:
        """Return a connection with the login in the address. Raises `BadCaFile`."""
        tls = tls_context(self.ca_file) if urlsplit(self.url).scheme in _WITH_TLS else None
        return _PUBLISHERS[self.transport](self.url, window, tls=tls)

    def logged_in_as(self, device_id: str, secret: str) -> "Endpoint":
        """Return the same address with a device's own login."""
        parts = urlsplit(self.url)
        login = f"{quote(device_id, safe='')}:{quote(secret, safe='')}"
        host = parts.netloc.rpartition("@")[2]
        return replace(self, url=parts._replace(netloc=f"{login}@{host}").geturl())


class Fleet:
    """Meters with a connection each, opened when a meter has something to send.

    Use it as an asynchronous context manager. With a login in the address all share one.
    """

    def __init__(self, endpoint: Endpoint, keyring: Keyring | None, window: int = WINDOW) -> None:
        self._endpoint = endpoint
        self._keyring = keyring
        self._window = window
        self._publishers: dict[str, Publisher] = {}
        self._dismissed: list[Publisher] = []
        self._opening = asyncio.Lock()
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def send(self, message: Message) -> None:
        """Pass a message to its meter. Raises `LoginRefused`, `NoSecret`, `BadCaFile`."""
        await (await self._publisher_of(message.device_id)).send(message)

    async def drain(self, device_id: str | None = None) -> None:
        """Wait until all messages of the device, or of all, are confirmed."""
        if device_id is None:
            await asyncio.gather(*(each.drain() for each in self._publishers.values()))
            return
        publisher = self._publishers.get(self._key(device_id))
        if publisher is not None:
            await publisher.drain()

    async def equip(self, device_id: str) -> None:
        """Get a login for a meter that is new here. Raises `NoSecret`, `HasCredential`."""
        if self._key(device_id) and self._keyring is not None:
            await self._keyring.equip(device_id)

    async def dismiss(self, device_id: str) -> None:
        """Close the connection of a removed meter. What it delivered still counts."""
        publisher = self._publishers.pop(device_id, None)
        if publisher is not None:
            self._dismissed.append(publisher)
            await publisher.__aexit__(None, None, None)

    @property
    def sent_messages(self) -> int:
        """Return the messages added."""
        return sum(each.sent_messages for each in self._everybody())

    @property
    def confirmed_messages(self) -> int:
        """Return the messages that the platform has confirmed."""
        return sum(each.confirmed_messages for each in self._everybody())

    @property
    def confirmed_readings(self) -> int:
        """Return the readings that the platform has confirmed."""
        return sum(each.confirmed_readings for each in self._everybody())

    @property
    def refused_readings(self) -> int:
        """Return the readings that the platform rejected permanently."""
        return sum(each.refused_readings for each in self._everybody())

    def _everybody(self) -> Iterator[Publisher]:
        yield from self._publishers.values()
        yield from self._dismissed

    def _key(self, device_id: str) -> str:
        return "" if self._endpoint.has_login or self._keyring is None else device_id

    async def _publisher_of(self, device_id: str) -> Publisher:
        key = self._key(device_id)
        if key not in self._publishers:
            endpoint = self._endpoint
            if key and self._keyring is not None:
                endpoint = endpoint.logged_in_as(key, await self._keyring.secret(key))
            async with self._opening:
                if key not in self._publishers:
                    publisher = endpoint.publisher(self._window)
                    self._publishers[key] = await self._open.enter_async_context(publisher)
        return self._publishers[key]
