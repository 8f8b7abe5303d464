"""Meters with their own credentials over each of the three transports, with real servers."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import aio_pika
import msgspec
import pytest
from aio_pika.abc import AbstractIncomingMessage
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kilowatch.balancing.app import create_app
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.contracts.device_access import PROVISIONING_PURPOSE
from kilowatch.contracts.readings import READINGS_EXCHANGE
from kilowatch.kit.derived import derived_token
from kilowatch.local.calls import local_client
from kilowatch.simulator.keyring import Keyring, NoSecret, OperatorsMachine
from kilowatch.simulator.over_amqp import AmqpPublisher
from kilowatch.simulator.over_http import HttpPublisher
from kilowatch.simulator.over_mqtt import MqttPublisher
from kilowatch.simulator.publisher import LoginRefused, Publisher
from kilowatch.simulator.transports import Endpoint, Fleet, Transport
from kilowatch.simulator.wire import Message, Reading, message
from tests.conftest import MakeDatabase
from tests.harness.devices import INTERNAL_TOKEN, Access, serving_access, until_devices_are_let_in
from tests.harness.servers import Broker
from tests.harness.serving import eventually, free_port, serving
from tests.harness.tokens import TokenIssuer

TRANSPORTS = list(Transport)
BEGIN = datetime(2025, 11, 25, tzinfo=UTC)


@dataclass
class FakeBroker:
    """A platform's endpoints, and what arrived: bodies by routing key."""

    access: Access
    http_url: str
    came: dict[str, list[bytes]]

    def endpoint(self, transport: Transport) -> Endpoint:
        broker = self.access.broker
        urls = {
            Transport.AMQP: broker.device_amqp_url,
            Transport.MQTT: f"{broker.mqtt_url}/{broker.vhost}",
            Transport.HTTP: self.http_url,
        }
        return Endpoint.at(urls[transport])

    def readings_of(self, device: UUID) -> list[dict[str, object]]:
        """Return the messages under a device's key, single or in arrays."""
        found: list[dict[str, object]] = []
        for body in self.came.get(f"meters.{device}.readings", []):
            content = msgspec.json.decode(body)
            found += content if isinstance(content, list) else [content]
        return found


@pytest.fixture
async def fake_broker(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[FakeBroker]:
    came: dict[str, list[bytes]] = {}

    async def take(delivery: AbstractIncomingMessage) -> None:
        came.setdefault(delivery.routing_key or "", []).append(delivery.body)

    async with (
        serving_access(broker, issuer, await make_database("auth")) as access,
        await aio_pika.connect(broker.amqp_url) as connection,
    ):
        balancer = BalancingSettings(
            amqp_url=SecretStr(broker.amqp_url),
            stream_url=SecretStr(broker.stream_url),
            management_url=SecretStr(broker.management_url),
            database_url=SecretStr(await make_database("balancing")),
            internal_token=SecretStr(INTERNAL_TOKEN),
            jwks_url=issuer.jwks_url,
            auth_url=access.url,
        )
        channel = await connection.channel()
        exchange = await channel.declare_exchange(READINGS_EXCHANGE, "topic", durable=True)
        queue = await channel.declare_queue("copy", durable=True)
        await queue.bind(exchange, "#")
        await queue.consume(take, no_ack=True)
        async with serving(create_app(balancer)) as http_url:
            first, secret = await access.new_device()
            await until_devices_are_let_in(access, first, secret)
            yield FakeBroker(access, http_url, came)


def messages_of(device: UUID, count: int) -> list[Message]:
    return [
        message([Reading(BEGIN + timedelta(minutes=minute), str(device), 0.01, 60)])
        for minute in range(count)
    ]


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_each_meter_of_a_fleet_reports_as_itself(
    fake_broker: FakeBroker, transport: Transport, tmp_path: Path
) -> None:
    known = dict([await fake_broker.access.new_device() for _ in range(3)])
    keyring = Keyring(tmp_path, known={str(each): secret for each, secret in known.items()})

    async with Fleet(fake_broker.endpoint(transport), keyring) as fleet:
        for device in known:
            for each in messages_of(device, 50):
                await fleet.send(each)
        await fleet.drain()

        assert fleet.confirmed_messages == fleet.confirmed_readings == 150
    for device in known:
        readings = await eventually(lambda device=device: fake_broker.readings_of(device))
        await eventually(lambda device=device: len(fake_broker.readings_of(device)) == 50)
        assert {each["device_id"] for each in readings} == {str(device)}


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_meter_that_is_denied_reports_it_in_the_end(
    fake_broker: FakeBroker, transport: Transport
) -> None:
    device, _ = await fake_broker.access.new_device()
    url = fake_broker.endpoint(transport).logged_in_as(str(device), "wrong").url
    kinds = {
        Transport.AMQP: AmqpPublisher,
        Transport.MQTT: MqttPublisher,
        Transport.HTTP: HttpPublisher,
    }

    publisher: Publisher = kinds[transport](url, refused_for_s=0.3)
    async with publisher, asyncio.timeout(60):
        await publisher.send(messages_of(device, 1)[0])
        with pytest.raises(LoginRefused, match="credential was replaced or revoked"):
            await publisher.drain()
        with pytest.raises(LoginRefused):
            await publisher.send(messages_of(device, 1)[0])

    assert publisher.confirmed_messages == 0


@pytest.mark.parametrize("transport", [Transport.AMQP, Transport.MQTT])
async def test_nothing_is_lost_when_a_meter_is_disconnected_midway(
    fake_broker: FakeBroker, transport: Transport, tmp_path: Path
) -> None:
    device, secret = await fake_broker.access.new_device()
    keyring = Keyring(tmp_path, known={str(device): secret})
    minutes = iter(messages_of(device, 20_000))
    sent: list[Message] = []
    cut = asyncio.Event()
    async with Fleet(fake_broker.endpoint(transport), keyring, window=20) as fleet:

        async def send() -> None:
            left = 200
            while left:
                sent.append(next(minutes))
                await fleet.send(sent[-1])
                left -= cut.is_set()
                await asyncio.sleep(0.001)
            await fleet.drain()

        sending = asyncio.create_task(send())
        await eventually(lambda: cut_off(fake_broker, device), within_s=20)
        cut.set()
        await asyncio.wait_for(sending, 60)
        assert fleet.confirmed_messages == len(sent)

    expected = {each.body for each in sent}
    key = f"meters.{device}.readings"
    await eventually(lambda: set(fake_broker.came[key]) == expected)


async def cut_off(fake_broker: FakeBroker, device: UUID) -> bool:
    """Close the device's connections; false while the broker does not list any."""
    if not await fake_broker.access.connections_of(device):
        return False
    async with local_client(30, fake_broker.access.broker.management_url) as client:
        (await client.delete(f"/api/connections/username/{device}")).raise_for_status()
    return True


async def test_permanent_http_rejections_are_counted_and_not_sent_again(
    fake_broker: FakeBroker,
) -> None:
    device, secret = await fake_broker.access.new_device()
    url = fake_broker.endpoint(Transport.HTTP).logged_in_as(str(device), secret).url
    other = messages_of(uuid4(), 1)[0]
    half = Message(str(device), b'[{"timestamp":"2025-11-25T00:00:00Z"},7]', 2)

    async with HttpPublisher(url) as publisher:
        await publisher.send(other)
        await publisher.send(half)
        await publisher.drain()

        assert publisher.refused_readings == 2
        assert publisher.confirmed_readings == 1
        assert (publisher.sent_messages, publisher.confirmed_messages) == (2, 1)


async def test_an_http_meter_waits_for_an_unreachable_platform(fake_broker: FakeBroker) -> None:
    device, secret = await fake_broker.access.new_device()
    port = free_port()
    endpoint = Endpoint.at(f"http://127.0.0.1:{port}").logged_in_as(str(device), secret)

    async with HttpPublisher(endpoint.url) as publisher:
        for each in messages_of(device, 3):
            await publisher.send(each)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(publisher.drain(), 0.3)
        async with serving(_taking_everything(), port):
            await publisher.drain()

        assert publisher.confirmed_readings == 3


def _taking_everything():
    from fastapi import FastAPI

    app = FastAPI()

    @app.post("/api/readings", status_code=202)
    async def take() -> dict[str, object]:  # pyright: ignore[reportUnusedFunction]
        return {"accepted": 1, "rejected": []}

    return app


async def test_the_local_operator_provisions_a_meter_once_and_keeps_the_secret(
    fake_broker: FakeBroker, tmp_path: Path
) -> None:
    device = uuid4()
    await fake_broker.access.register(device)
    token = derived_token(INTERNAL_TOKEN, PROVISIONING_PURPOSE)
    machine = OperatorsMachine(f"{fake_broker.access.url}/internal/provisioning", token)

    first = await Keyring(tmp_path / "meters", machine).secret(str(device))
    again = await Keyring(tmp_path / "meters", machine).secret(str(device))

    assert first == again
    assert (tmp_path / "meters").stat().st_mode & 0o077 == 0
    with pytest.raises(NoSecret, match="a credential that is not kept here"):
        await Keyring(tmp_path / "elsewhere", machine).secret(str(device))
    with pytest.raises(NoSecret, match="register it first"):
        await Keyring(tmp_path / "meters", machine).secret(str(uuid4()))
    with pytest.raises(NoSecret, match="--login"):
        await Keyring(tmp_path / "elsewhere").secret(str(device))


async def test_an_http_meter_keeps_its_readings_while_the_gateway_starts() -> None:
    device = uuid4()
    answers = [PlainTextResponse("404 page not found\n", 404), JSONResponse({"rejected": []}, 202)]
    app = FastAPI(openapi_url=None)

    @app.post("/{path:path}")
    async def answer() -> Response:  # pyright: ignore[reportUnusedFunction]
        return answers.pop(0)

    async with serving(app) as url:
        endpoint = Endpoint.at(url).logged_in_as(str(device), "secret")
        async with HttpPublisher(endpoint.url) as publisher:
            await publisher.send(messages_of(device, 1)[0])
            await publisher.drain()

            assert (publisher.confirmed_readings, publisher.refused_readings) == (1, 0)
