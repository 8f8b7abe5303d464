"""The rights of a device at a real RabbitMQ that asks `auth`."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import aio_pika
import aio_pika.exceptions
import aiomqtt
import pytest

from kilowatch.contracts.device_access import BROKER_PURPOSE
from kilowatch.contracts.readings import READINGS_STREAM
from kilowatch.kit.derived import derived_token
from kilowatch.local.calls import local_client
from tests.auth.meters import (
    READING,
    is_refused_over_amqp,
    is_refused_over_mqtt,
    mqtt_client,
    publish_over_amqp,
)
from tests.conftest import MakeDatabase
from tests.harness.devices import (
    INTERNAL_TOKEN,
    Access,
    make_place,
    serving_access,
    until_devices_are_let_in,
)
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.harness.tokens import TokenIssuer


async def kept(access: Access) -> int:
    """Return the number of messages in the stream."""
    async with await aio_pika.connect(access.broker.amqp_url) as connection:
        channel = await connection.channel()
        stream = await channel.declare_queue(READINGS_STREAM, durable=True, passive=True)
        return stream.declaration_result.message_count or 0


async def test_a_device_reports_over_amqp_and_mqtt(
    access: Access, device: tuple[UUID, str]
) -> None:
    async with await aio_pika.connect(access.amqp_url(*device)) as connection:
        await publish_over_amqp(connection, device[0])
    async with mqtt_client(access, *device) as client:
        await client.publish(f"meters/{device[0]}/readings", READING, qos=1)

    await eventually(lambda: _holds(access, 2))


async def _holds(access: Access, count: int) -> bool:
    return await kept(access) == count


async def test_reporting_for_another_device_over_amqp_is_denied(
    access: Access, device: tuple[UUID, str]
) -> None:
    other, _ = await access.new_device()
    async with await aio_pika.connect(access.amqp_url(*device)) as connection:
        with pytest.raises(aio_pika.exceptions.ChannelClosed, match="ACCESS_REFUSED"):
            await publish_over_amqp(connection, other)
        # Its own report, under a key of its own, still goes through on the same connection.
        await publish_over_amqp(connection, device[0])

    await eventually(lambda: _holds(access, 1))


async def test_reporting_for_another_device_over_mqtt_disconnects(
    access: Access, device: tuple[UUID, str]
) -> None:
    other, _ = await access.new_device()
    with pytest.raises(aiomqtt.MqttError):
        async with mqtt_client(access, *device) as client:
            await client.publish(f"meters/{other}/readings", READING, qos=1, timeout=5)

    assert await kept(access) == 0


async def test_a_device_may_only_publish_its_readings(
    access: Access, device: tuple[UUID, str]
) -> None:
    async with await aio_pika.connect(access.amqp_url(*device)) as connection:

        async def refused(doing: Any) -> None:
            channel = await connection.channel()
            with pytest.raises(aio_pika.exceptions.ChannelClosed, match="ACCESS_REFUSED"):
                await doing(channel)

        await refused(lambda channel: channel.declare_queue("mine", durable=True))
        await refused(lambda channel: channel.declare_exchange("mine", durable=True))
        await refused(lambda channel: _get(channel))
        await refused(lambda channel: _publish_to(channel.default_exchange))
        await refused(lambda channel: _publish_to_events(channel))
    assert await _is_refused_a_subscription(access, device)
    async with local_client(30) as client:
        url = f"{access.broker.management_url.rpartition('@')[2]}/api/overview"
        answer = await client.get(f"http://{url}", auth=(str(device[0]), device[1]))
        assert answer.status_code == 401


async def _is_refused_a_subscription(access: Access, device: tuple[UUID, str]) -> bool:
    """RabbitMQ 3 disconnects a forbidden subscriber; RabbitMQ 4 answers with the failure code."""
    try:
        async with mqtt_client(access, *device) as client:
            granted = await client.subscribe("meters/#", timeout=30)
            return list(granted) == [0x80]
    except aiomqtt.MqttError:
        return True


async def _get(channel: Any) -> None:
    await (await channel.get_queue(READINGS_STREAM, ensure=False)).get()


async def _publish_to(exchange: Any) -> None:
    await exchange.publish(aio_pika.Message(READING), READINGS_STREAM)


async def _publish_to_events(channel: Any) -> None:
    exchange = await channel.get_exchange("events", ensure=False)
    await exchange.publish(aio_pika.Message(READING), "devices.device_deleted.v1")


async def test_wrong_secrets_and_unknown_users_are_denied(
    access: Access, device: tuple[UUID, str]
) -> None:
    for who, secret in (
        (device[0], "wrong"),
        (device[0], ""),
        (uuid4(), device[1]),
    ):
        assert await is_refused_over_amqp(access, who, secret or "x")
        assert await is_refused_over_mqtt(access, who, secret)


async def test_a_device_cannot_choose_another_virtual_host(
    access: Access, device: tuple[UUID, str]
) -> None:
    parts = urlsplit(access.broker.mqtt_url)
    client = aiomqtt.Client(
        parts.hostname or "",
        parts.port or 0,
        username=f"/:{device[0]}",
        password=device[1],
        identifier=str(device[0]),
        protocol=aiomqtt.ProtocolVersion.V311,
    )

    with pytest.raises(aiomqtt.MqttError):
        async with client:
            pass


async def test_only_the_broker_may_ask_for_authorization(
    access: Access, device: tuple[UUID, str]
) -> None:
    form = {"username": str(device[0]), "password": device[1]}
    token = derived_token(INTERNAL_TOKEN, BROKER_PURPOSE)

    answers = [
        await access.client.post(path, data=form)
        for path in (
            "/internal/broker/user",
            "/internal/broker/user?token=",
            f"/internal/broker/user?token={INTERNAL_TOKEN}",
        )
    ]
    right = await access.client.post(f"/internal/broker/user?token={token}", data=form)

    assert [each.status_code for each in answers] == [401, 401, 401]
    assert (right.status_code, right.text) == (200, "allow")


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("user", {}),
        ("user", {"username": "DEVICE"}),
        ("user", {"username": "kilowatch", "password": "SECRET"}),
        ("vhost", {"username": "DEVICE", "vhost": "/"}),
        ("vhost", {"username": "kilowatch", "vhost": "VHOST"}),
        (
            "resource",
            {"vhost": "VHOST", "resource": "queue", "name": "readings", "permission": "write"},
        ),
        (
            "resource",
            {"vhost": "VHOST", "resource": "exchange", "name": "readings", "permission": "read"},
        ),
        (
            "resource",
            {"vhost": "VHOST", "resource": "exchange", "name": "events", "permission": "write"},
        ),
        (
            "resource",
            {"vhost": "/", "resource": "exchange", "name": "readings", "permission": "write"},
        ),
        (
            "topic",
            {
                "vhost": "VHOST",
                "resource": "topic",
                "name": "readings",
                "permission": "write",
                "routing_key": "meters.#",
            },
        ),
        (
            "topic",
            {"vhost": "VHOST", "resource": "topic", "name": "readings", "permission": "write"},
        ),
    ],
)
async def test_everything_not_explicitly_allowed_is_denied(
    access: Access, device: tuple[UUID, str], question: str, form: dict[str, str]
) -> None:
    known = {"DEVICE": str(device[0]), "SECRET": device[1], "VHOST": access.broker.vhost}
    sent = {"username": str(device[0])} if form else {}
    sent |= {name: known.get(value, value) for name, value in form.items()}

    answer = await access.client.post(
        f"/internal/broker/{question}",
        params={"token": derived_token(INTERNAL_TOKEN, BROKER_PURPOSE)},
        data=sent,
    )

    assert answer.text == "deny"


async def test_logins_are_denied_until_the_stream_exists(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer
) -> None:
    """Until then the broker would confirm messages that it discards."""
    async with serving_access(broker, issuer, await make_database("auth")) as access:
        device, secret = await access.new_device()
        assert await is_refused_over_amqp(access, device, secret)
        assert await is_refused_over_mqtt(access, device, secret)

        await make_place(broker)

        await until_devices_are_let_in(access, device, secret)
        assert not await is_refused_over_amqp(access, device, secret)
        assert not await is_refused_over_mqtt(access, device, secret)


async def test_after_a_broken_connection_the_stream_is_checked_again(
    access: Access, device: tuple[UUID, str]
) -> None:
    """A broker that lost its disk comes back without the stream, and would confirm and discard."""
    async with await aio_pika.connect(access.broker.amqp_url) as connection:
        await (await connection.channel()).queue_delete(READINGS_STREAM)
    await eventually(lambda: _cut_off_auth(access))

    await eventually(lambda: is_refused_over_amqp(access, *device))

    await make_place(access.broker)
    await until_devices_are_let_in(access, *device)


async def _cut_off_auth(access: Access) -> bool:
    """Close the connection over which `auth` checks the stream; false while it is not listed."""
    async with local_client(30, access.broker.management_url) as client:
        listed = await client.get(f"/api/vhosts/{access.broker.vhost}/connections")
        names = [
            each["name"]
            for each in listed.json()
            if each.get("client_properties", {}).get("connection_name", "").startswith("auth read")
        ]
        for name in names:
            await client.delete(f"/api/connections/{name}")
        return bool(names)
