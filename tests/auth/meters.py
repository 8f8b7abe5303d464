"""A meter for tests: real clients over AMQP and MQTT."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import aio_pika
import aio_pika.exceptions
import aiomqtt

from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from tests.harness.devices import Access

READING = b'{"timestamp": "2025-11-25T10:00:00Z", "measurement_value": 0.125}'
REFUSED_LOGIN = (
    aio_pika.exceptions.AMQPConnectionError,
    aio_pika.exceptions.ProbableAuthenticationError,
)


def mqtt_client(access: Access, device: UUID, secret: str, client_id: str = "") -> aiomqtt.Client:
    """An MQTT client; in production the virtual host before the colon is not needed."""
    parts = urlsplit(access.broker.mqtt_url)
    return aiomqtt.Client(
        parts.hostname or "",
        parts.port or 0,
        username=f"{access.broker.vhost}:{device}",
        password=secret,
        identifier=client_id or str(device),
        protocol=aiomqtt.ProtocolVersion.V311,
        timeout=30,
    )


async def publish_over_amqp(connection: Any, device: UUID) -> None:
    channel = await connection.channel(publisher_confirms=True)
    exchange = await channel.get_exchange(READINGS_EXCHANGE, ensure=False)
    await exchange.publish(aio_pika.Message(READING), reading_routing_key(str(device)))


async def is_refused_over_amqp(access: Access, device: UUID, secret: str) -> bool:
    try:
        connection = await aio_pika.connect(access.amqp_url(device, secret), timeout=30)
    except REFUSED_LOGIN:
        return True
    await connection.close()
    return False


async def is_refused_over_mqtt(access: Access, device: UUID, secret: str) -> bool:
    try:
        async with mqtt_client(access, device, secret):
            return False
    except aiomqtt.MqttError:
        return True
