"""Meters that connect over TLS, to the broker's own listeners and to those of the gateway."""

import asyncio
import itertools
import os
import ssl
import sys
import textwrap
import warnings
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import aio_pika
import msgspec
import pytest

from deploy import tls
from kilowatch.contracts.readings import READINGS_STREAM, reading_routing_key
from kilowatch.local.traefik import program
from kilowatch.simulator.over_amqp import AmqpPublisher
from kilowatch.simulator.over_mqtt import MqttPublisher
from kilowatch.simulator.publisher import NotTrusted, Publisher
from kilowatch.simulator.transports import Endpoint, Transport
from kilowatch.simulator.trust import tls_context
from kilowatch.simulator.wire import Reading, message
from tests.harness.certificates import make_certificates
from tests.harness.devices import Access
from tests.harness.servers import AMQPS_URL, CA_FILE, FOLDER, MQTTS_URL, Broker
from tests.harness.serving import eventually, free_port

WAYS = [Transport.AMQP, Transport.MQTT]
MOMENT = datetime(2025, 11, 25, 10, tzinfo=UTC)

Publishing = Callable[..., Publisher]
PUBLISHERS: dict[Transport, Publishing] = {
    Transport.AMQP: AmqpPublisher,
    Transport.MQTT: MqttPublisher,
}


@dataclass(frozen=True)
class TlsBroker:
    """The TLS port of meters, and the authority that signed its certificate."""

    amqps_url: str
    mqtts_url: str
    ca_file: Path

    def url(self, way: Transport, broker: Broker) -> str:
        """Return the address for ``way``, with the virtual host of the test."""
        address = {Transport.AMQP: self.amqps_url, Transport.MQTT: self.mqtts_url}[way]
        return f"{address}/{broker.vhost}"

    def place(self, way: Transport) -> tuple[str, int]:
        """Return host and port."""
        parts = urlsplit({Transport.AMQP: self.amqps_url, Transport.MQTT: self.mqtts_url}[way])
        assert parts.hostname
        assert parts.port
        return parts.hostname, parts.port


@pytest.fixture(params=["broker", "gateway"])
async def tls_broker(
    request: pytest.FixtureRequest, broker: Broker, tmp_path: Path
) -> AsyncGenerator[TlsBroker]:
    """Each of the two TLS endpoints, in front of the run's broker."""
    if request.param == "gateway":
        async with gateway(broker, tmp_path) as tls_broker:
            yield tls_broker
    elif AMQPS_URL not in os.environ:
        pytest.skip("the broker that was given offers no TLS")
    else:
        yield TlsBroker(os.environ[AMQPS_URL], os.environ[MQTTS_URL], Path(os.environ[CA_FILE]))


@asynccontextmanager
async def gateway(broker: Broker, folder: Path) -> AsyncGenerator[TlsBroker]:
    """Traefik as the files for containers configure it, with our own certificate."""
    made = make_certificates(folder / "certificates")
    dynamic = folder / "dynamic"
    dynamic.mkdir()
    plain = {"amqps": broker.amqp_url, "mqtts": broker.mqtt_url}
    addresses = {name: urlsplit(url).netloc.rpartition("@")[2] for name, url in plain.items()}
    (dynamic / "tls.yml").write_bytes(msgspec.json.encode(tls.dynamic(addresses)))
    own = msgspec.json.encode(tls.OWN_CERTIFICATE).decode()
    own = own.replace("/run/secrets/tls_certificate", str(made.certificate))
    (dynamic / "own.yml").write_text(own.replace("/run/secrets/tls_key", str(made.key)), "utf-8")
    ports = {name: free_port() for name in addresses}
    settings = tls.entry_points({name: f"127.0.0.1:{port}" for name, port in ports.items()})
    settings |= {"TRAEFIK_LOG_LEVEL": "WARN", "TRAEFIK_PROVIDERS_FILE_DIRECTORY": str(dynamic)}
    process = await asyncio.create_subprocess_exec(program(), env=settings)
    try:
        amqps_url, mqtts_url = (f"{name}://localhost:{port}" for name, port in ports.items())
        tls_broker = TlsBroker(amqps_url, mqtts_url, made.authority)
        for way in WAYS:
            await eventually(lambda way=way: offers_tls(tls_broker, way))
        yield tls_broker
    finally:
        process.kill()
        await process.wait()


async def offers_tls(
    tls_broker: TlsBroker, way: Transport, context: ssl.SSLContext | None = None
) -> bool:
    """Return true if a handshake succeeds there."""
    try:
        _, writer = await asyncio.open_connection(
            *tls_broker.place(way), ssl=context or tls_context(tls_broker.ca_file)
        )
    except OSError:
        return False
    writer.close()
    return True


async def stored(access: Access, count: int) -> list[tuple[str, Any]]:
    """Return the messages of the stream, once there are ``count``: routing key and content.

    The number that a stream declares may be that of a moment ago.
    """
    found: list[tuple[str, Any]] = []
    async with await aio_pika.connect(access.broker.amqp_url) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=10)
        stream = await channel.declare_queue(READINGS_STREAM, durable=True, passive=True)

        async def take(each: Any) -> None:
            found.append((each.routing_key, msgspec.json.decode(each.body)))
            await each.ack()

        await stream.consume(take, arguments={"x-stream-offset": "first"})
        await eventually(lambda: len(found) >= count)
    return found


async def test_readings_sent_over_tls_arrive_in_the_stream(
    access: Access, device: tuple[UUID, str], tls_broker: TlsBroker
) -> None:
    expected: list[tuple[str, Any]] = []
    for minute, way in enumerate(WAYS):
        sent = message([Reading(MOMENT + timedelta(minutes=minute), str(device[0]), 0.125, 60)])
        entrance = Endpoint.at(tls_broker.url(way, access.broker), tls_broker.ca_file)
        publisher = entrance.logged_in_as(str(device[0]), device[1]).publisher(10)

        async with publisher, asyncio.timeout(60):
            await publisher.send(sent)
            await publisher.drain()

        assert publisher.confirmed_messages == 1
        expected.append((reading_routing_key(str(device[0])), msgspec.json.decode(sent.body)))
    assert await stored(access, len(expected)) == expected


async def test_the_documented_amqps_example_reports_a_reading(
    access: Access, device: tuple[UUID, str], tls_broker: TlsBroker
) -> None:
    text = (Path(__file__).parents[2] / "docs/meters.md").read_text("utf-8")
    lines = text[text.index("    import asyncio, json, os, ssl") :].splitlines()
    script = "\n".join(itertools.takewhile(lambda each: each.startswith("    ") or not each, lines))
    script = textwrap.dedent(script)
    address = tls_broker.url(Transport.AMQP, access.broker).removeprefix("amqps://")
    assert script.count("localhost:5671/") == 1
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script.replace("localhost:5671/", address)),
        env={"ID": str(device[0]), "SECRET": device[1], "CA_FILE": str(tls_broker.ca_file)},
    )

    assert await process.wait() == 0
    [(key, content)] = await stored(access, 1)
    assert key == reading_routing_key(str(device[0]))
    assert content["measurement_value"] == 0.125


async def test_a_meter_that_does_not_trust_the_authority_sends_nothing(
    access: Access, device: tuple[UUID, str], tls_broker: TlsBroker, tmp_path: Path
) -> None:
    stranger = make_certificates(tmp_path / "stranger").authority
    for way, trusted in itertools.product(WAYS, (None, stranger)):
        entrance = Endpoint.at(tls_broker.url(way, access.broker))
        url = entrance.logged_in_as(str(device[0]), device[1]).url
        publisher = PUBLISHERS[way](url, refused_for_s=0.1, tls=tls_context(trusted))
        async with publisher, asyncio.timeout(60):
            await publisher.send(message([Reading(MOMENT, str(device[0]), 0.125, 60)]))
            with pytest.raises(NotTrusted, match="--ca-file"):
                await publisher.drain()
        assert publisher.confirmed_messages == 0

    # A message that is accepted now is the only one there.
    entrance = Endpoint.at(tls_broker.url(WAYS[0], access.broker), tls_broker.ca_file)
    publisher = entrance.logged_in_as(str(device[0]), device[1]).publisher(10)
    async with publisher, asyncio.timeout(60):
        await publisher.send(message([Reading(MOMENT, str(device[0]), 0.25, 60)]))
        await publisher.drain()
    [(_, content)] = await stored(access, 1)
    assert content["measurement_value"] == 0.25


async def test_plain_connections_to_a_tls_port_get_no_response(tls_broker: TlsBroker) -> None:
    greetings = {
        Transport.AMQP: b"AMQP\x00\x00\x09\x01",
        Transport.MQTT: b"\x10\x0c\x00\x04MQTT\x04\x02",
    }
    for way, greeting in greetings.items():
        reader, writer = await asyncio.open_connection(*tls_broker.place(way))
        # The gateway takes non-TLS data for HTTP, and sees here that it is neither.
        writer.write(greeting.ljust(64, b"\x00") + b"\r\n\r\n")
        answered = await _all_of(reader)
        writer.close()

        # At most a TLS alert or an HTTP error: not what the broker sends to a client.
        assert not answered.startswith((b"\x01", b"AMQP", b"\x20"))
        assert b"PLAIN" not in answered


async def _all_of(reader: asyncio.StreamReader) -> bytes:
    try:
        return await asyncio.wait_for(reader.read(), 60)
    except ConnectionError:
        return b""


async def test_tls_versions_before_1_2_are_rejected_without_a_log_line(
    tls_broker: TlsBroker,
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old = [_only(tls_broker, ssl.TLSVersion.TLSv1), _only(tls_broker, ssl.TLSVersion.TLSv1_1)]
    new = [_only(tls_broker, ssl.TLSVersion.TLSv1_2), _only(tls_broker, ssl.TLSVersion.TLSv1_3)]
    for way in WAYS:
        for context in old:
            with pytest.raises((ssl.SSLError, ConnectionError)):
                await asyncio.open_connection(*tls_broker.place(way), ssl=context)
        assert [await offers_tls(tls_broker, way, each) for each in new] == [True, True]

    if FOLDER in os.environ:  # Erlang would log a line for each, as often as a stranger likes
        log = Path(os.environ[FOLDER]) / "rabbitmq.log"
        assert "ALERT" not in await asyncio.to_thread(log.read_text, "utf-8", "replace")


def _only(tls_broker: TlsBroker, version: ssl.TLSVersion) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=tls_broker.ca_file)
    # This machine's own OpenSSL would not offer the old ones.
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    return context
