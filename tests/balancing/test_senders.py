"""Readings over HTTP from devices with a credential of their own."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID, uuid4

import aio_pika
import httpx
import msgspec
import pytest
from pydantic import SecretStr

from kilowatch.balancing.app import create_app
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.contracts.readings import READINGS_EXCHANGE, payload_routing_key, reading_routing_key
from kilowatch.contracts.roles import Role
from kilowatch.local.calls import local_client
from tests.conftest import MakeDatabase
from tests.harness.devices import INTERNAL_TOKEN, Access, serving_access
from tests.harness.servers import Broker
from tests.harness.serving import eventually, free_port, serving
from tests.harness.tokens import TokenIssuer, add_account


class SendersEnv:
    """A running balancer that asks a running `auth`, and what it published."""

    def __init__(self, access: Access, client: httpx.AsyncClient, database_url: str) -> None:
        self.access = access
        self.client = client
        self.database_url = database_url
        self.published: list[tuple[str, Any]] = []

    async def send(self, content: Any, device: UUID, secret: str) -> httpx.Response:
        return await self.client.post("/api/readings", json=content, auth=(str(device), secret))

    async def send_payload(
        self, end: str, content: bytes, device: UUID, secret: str, **query: Any
    ) -> httpx.Response:
        path = f"/api/readings/{end}" if end else "/api/readings"
        return await self.client.post(
            path, content=content, auth=(str(device), secret), params=query
        )

    async def take(self, message: Any) -> None:
        try:
            body = msgspec.json.decode(message.body)
        except msgspec.DecodeError:
            body = message.body
        self.published.append((message.routing_key, body))


@pytest.fixture
async def env(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> AsyncGenerator[SendersEnv]:
    async with (
        serving_access(broker, issuer, await make_database("auth")) as access,
        await aio_pika.connect(broker.amqp_url) as connection,
    ):
        database_url = await make_database("balancing")
        settings = balancer_settings(access, database_url)
        async with (
            serving(create_app(settings)) as url,
            local_client(60, url) as client,
        ):
            env = SendersEnv(access, client, database_url)
            await add_account(database_url, access.admin, Role.ADMIN)
            channel = await connection.channel()
            queue = await channel.declare_queue("copy", durable=True)
            exchange = await channel.declare_exchange(READINGS_EXCHANGE, "topic", durable=True)
            await queue.bind(exchange, "#")
            await queue.consume(env.take, no_ack=True)

            async def healthy() -> bool:
                return (await client.get("/health")).status_code == 200

            await eventually(healthy)
            yield env


def balancer_settings(access: Access, database_url: str, **changes: Any) -> BalancingSettings:
    settings = BalancingSettings(
        amqp_url=SecretStr(access.broker.amqp_url),
        stream_url=SecretStr(access.broker.stream_url),
        management_url=SecretStr(access.broker.management_url),
        database_url=SecretStr(database_url),
        internal_token=SecretStr(INTERNAL_TOKEN),
        jwks_url=access.issuer.jwks_url,
        auth_url=access.url,
    )
    return settings.model_copy(update=changes)


def reading(device: UUID | None = None) -> dict[str, Any]:
    plain: dict[str, Any] = {"timestamp": "2025-11-25T10:00:00Z", "measurement_value": 0.125}
    return plain | ({"device_id": str(device)} if device is not None else {})


async def test_a_device_reports_over_http_without_naming_itself(env: SendersEnv) -> None:
    device, secret = await env.access.new_device()

    named = await env.send(reading(device), device, secret)
    unnamed = await env.send([reading(), reading(device), 7], device, secret)

    assert (named.status_code, named.json()) == (202, {"accepted": 1, "rejected": []})
    assert unnamed.status_code == 202
    assert unnamed.json()["accepted"] == 2
    assert [each["index"] for each in unnamed.json()["rejected"]] == [2]
    await eventually(lambda: len(env.published) == 2)
    key = reading_routing_key(str(device))
    assert env.published == [(key, [reading(device)]), (key, [reading(), reading(device)])]


TELEGRAM = b"/ABC5meter\r\n\r\n1-0:1.8.1(000001.500*kWh)\r\n!\r\n"
SENSOR = {"Time": "2026-03-01T10:00:00Z", "ENERGY": {"Total": 1.5}}


async def test_a_payload_is_published_as_it_came_under_the_end_of_its_path(
    env: SendersEnv,
) -> None:
    device, secret = await env.access.new_device()
    sensor = msgspec.json.encode(SENSOR)

    answers = [
        await env.send_payload("p1", TELEGRAM, device, secret),
        await env.send_payload("tasmota/SENSOR", sensor, device, secret, device_id=device),
        await env.send_payload("", TELEGRAM, device, secret),
        await env.send_payload("", sensor, device, secret),
    ]

    assert [(each.status_code, each.json()["accepted"]) for each in answers] == [(202, 1)] * 4
    await eventually(lambda: len(env.published) == 4)
    plain = reading_routing_key(str(device))
    assert env.published == [
        (payload_routing_key(str(device), "p1"), TELEGRAM),
        (payload_routing_key(str(device), "tasmota.SENSOR"), SENSOR),
        (plain, TELEGRAM),
        (plain, SENSOR),
    ]


async def test_an_administrator_sends_a_payload_of_the_device_they_name(env: SendersEnv) -> None:
    device, _ = await env.access.new_device()
    admin = uuid4()
    await add_account(env.database_url, admin, Role.ADMIN)
    headers = env.access.issuer.headers(admin, Role.ADMIN)

    named = await env.client.post(
        f"/api/readings/p1?device_id={device}", content=TELEGRAM, headers=headers
    )
    unnamed = await env.client.post("/api/readings/p1", content=TELEGRAM, headers=headers)

    assert (named.status_code, unnamed.status_code) == (202, 422)
    assert unnamed.json()["code"] == "no_readings"
    await eventually(lambda: env.published)
    assert env.published == [(payload_routing_key(str(device), "p1"), TELEGRAM)]


async def test_a_payload_under_another_end_or_of_another_device_is_rejected(
    env: SendersEnv,
) -> None:
    device, secret = await env.access.new_device()
    other, _ = await env.access.new_device()

    answers = [
        await env.send_payload("made-up", TELEGRAM, device, secret),
        await env.send_payload("tasmota/cmnd/POWER", TELEGRAM, device, secret),
        await env.send_payload("p1", TELEGRAM, device, secret, device_id=other),
        await env.send_payload("p1", b" ", device, secret),
        await env.send_payload("p1", TELEGRAM, device, "wrong"),
        await env.send_payload("p1", b"x" * 70_000, device, secret),
    ]

    codes = [(each.status_code, each.json()["code"]) for each in answers]
    assert codes == [
        (404, "payload_not_found"),
        (404, "payload_not_found"),
        (403, "foreign_device"),
        (422, "no_readings"),
        (401, "unauthenticated"),
        (413, "request_too_large"),
    ]
    assert "tasmota/SENSOR" in answers[0].json()["detail"]
    assert env.published == []


async def test_a_request_with_readings_of_another_device_is_rejected_whole(env: SendersEnv) -> None:
    device, secret = await env.access.new_device()
    other, _ = await env.access.new_device()

    answer = await env.send([reading(device), reading(other)], device, secret)
    after = await env.send(reading(device), device, secret)

    assert answer.status_code == 403
    assert answer.json()["code"] == "foreign_device"
    assert after.status_code == 202
    await eventually(lambda: env.published)
    assert env.published == [(reading_routing_key(str(device)), [reading(device)])]


async def test_a_request_without_the_devices_secret_is_rejected(env: SendersEnv) -> None:
    device, secret = await env.access.new_device()
    _, others_secret = await env.access.new_device()
    client = uuid4()
    await add_account(env.database_url, client, Role.CLIENT)
    tokens = env.access.issuer

    answers = [
        await env.send(reading(device), device, "wrong"),
        await env.send(reading(device), device, others_secret),
        await env.send(reading(device), uuid4(), secret),
        await env.client.post("/api/readings", json=reading(device)),
        await env.client.post("/api/readings", headers={"Authorization": "Basic !"}),
        await env.client.post(
            "/api/readings", json=reading(device), auth=(str(device).upper(), secret)
        ),
    ]
    by_client = await env.client.post(
        "/api/readings", json=reading(device), headers=tokens.headers(client, Role.CLIENT)
    )
    by_admin = await env.client.post(
        "/api/readings", json=reading(device), headers=tokens.headers(env.access.admin)
    )

    assert [each.status_code for each in answers] == [401] * 6
    assert by_client.status_code == 403
    assert by_admin.status_code == 202


async def test_a_revoked_device_is_rejected_soon(env: SendersEnv) -> None:
    device, secret = await env.access.new_device()
    assert (await env.send(reading(device), device, secret)).status_code == 202

    assert (await env.access.ask("DELETE", device)).status_code == 204

    async def refused() -> bool:
        return (await env.send(reading(device), device, secret)).status_code == 401

    await eventually(refused)


async def test_a_deleted_device_is_rejected_soon(env: SendersEnv) -> None:
    device, secret = await env.access.new_device()
    assert (await env.send(reading(device), device, secret)).status_code == 202

    await env.access.delete(device)

    async def refused() -> bool:
        return (await env.send(reading(device), device, secret)).status_code == 401

    await eventually(refused)


async def test_devices_are_asked_to_retry_while_auth_is_down(env: SendersEnv) -> None:
    device, secret = await env.access.new_device()
    nowhere = f"http://127.0.0.1:{free_port()}"
    settings = balancer_settings(env.access, env.database_url, auth_url=nowhere)
    async with serving(create_app(settings)) as url, local_client(30) as client:
        answer = await client.post(
            f"{url}/api/readings", json=reading(device), auth=(str(device), secret)
        )

    assert answer.status_code == 503
    assert answer.json()["code"] == "unavailable"
