"""A broker short of disk space: readings wait at their senders, and none is lost."""

import asyncio
import subprocess
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import aio_pika
import msgspec
import psutil
import pytest

from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from kilowatch.local.rabbitmq_parts import find_programs
from kilowatch.local.settings import parts_folder
from tests.harness.serving import eventually
from tests.system.platform import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

READINGS = 20
START = datetime(2026, 1, 1, tzinfo=UTC)


def reading(minute: int) -> dict[str, Any]:
    at = START + timedelta(minutes=minute)
    return {"timestamp": at.isoformat(), "measurement_value": 0.01, "interval_s": 60}


def environment_of_node(platform: Platform) -> dict[str, str]:
    [node] = [part for part in platform.status()["parts"] if part["name"] == "rabbitmq"]
    return psutil.Process(node["pid"]).environ()


async def set_disk_limit(environment: dict[str, str], limit: str) -> None:
    """Set the running node's disk limit, as an operator can."""
    server = find_programs(parts_folder(), lambda _: None).server
    await asyncio.to_thread(
        subprocess.run,
        (str(server.with_name("rabbitmqctl")), "set_disk_free_limit", limit),
        env=environment,
        check=True,
        capture_output=True,
        timeout=120,
    )


async def publish(platform: Platform, device: UUID, secret: str) -> None:
    """Publish from one AMQP connection, each reading confirmed before the next."""
    port = platform.environment["KILOWATCH_AMQP_PORT"]
    url = f"amqp://{device}:{secret}@127.0.0.1:{port}/"
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        exchange = await channel.get_exchange(READINGS_EXCHANGE, ensure=False)
        for minute in range(READINGS):
            message = aio_pika.Message(msgspec.json.encode(reading(minute)))
            await exchange.publish(message, reading_routing_key(str(device)))


async def test_no_reading_is_lost_during_a_broker_alarm(platform: Platform) -> None:
    owner = await platform.client()
    device = await platform.device(owner)
    made = await platform.call("POST", f"/api/auth/devices/{device}/credential", platform.admin)

    async def failing() -> list[str]:
        answer = await platform.call("GET", "/api/balancing/services", platform.admin)
        return answer["broker"]["failing"]

    async def is_short() -> bool:
        return "disk" in await failing()

    async def is_well() -> bool:
        return await failing() == []

    limit = platform.environment.get("KILOWATCH_DISK_HOLD", "500000000")
    node = environment_of_node(platform)
    await set_disk_limit(node, "900000GB")
    try:
        await eventually(is_short, within_s=60)
        waiting = asyncio.create_task(publish(platform, device, made["secret"]))
        refused = await platform.ask(
            "POST", "/api/readings", platform.admin, json=reading(0) | {"device_id": str(device)}
        )
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) > 0
        await eventually(lambda: _is_reported(platform, "RabbitMQ is short of disk"), within_s=30)
        assert not waiting.done()
        assert await platform.stored(device) == 0
    finally:
        await set_disk_limit(node, limit)

    await waiting
    await eventually(lambda: _all_stored(platform, device), within_s=60)
    await eventually(is_well, within_s=60)
    await eventually(lambda: _status_is_well(platform), within_s=60)
    await platform.kilowatch("doctor")


async def _all_stored(platform: Platform, device: UUID) -> bool:
    return await platform.stored(device) == READINGS


async def _is_reported(platform: Platform, what: str) -> bool:
    code, shown = await _status(platform)
    return code == 1 and what in shown


async def _status_is_well(platform: Platform) -> bool:
    code, _ = await _status(platform)
    return code == 0


async def _status(platform: Platform) -> tuple[int, str]:
    """Return the exit status of ``kilowatch status``, and its output."""
    shown = await asyncio.to_thread(
        subprocess.run,
        platform.line("status"),
        env=platform.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return shown.returncode, shown.stdout
