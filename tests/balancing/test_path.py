"""The path of a reading with real components: stream, balancer, three replicas, one database."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from pydantic import SecretStr

from kilowatch.balancing.app import create_app as create_balancer
from kilowatch.balancing.settings import BalancingSettings, ReadOver
from kilowatch.contracts.roles import Role
from kilowatch.local.calls import local_client
from kilowatch.monitoring.app import create_app as create_replica
from kilowatch.monitoring.settings import MonitoringSettings
from tests.balancing.reading_path import ADMIN, START, Path, body, stored, three_active
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.serving import eventually, serving
from tests.harness.tokens import TokenIssuer, add_account


@pytest.fixture(params=list(ReadOver))
async def path(
    request: pytest.FixtureRequest,
    make_database: MakeDatabase,
    broker: Broker,
    issuer: TokenIssuer,
) -> AsyncGenerator[Path]:
    monitoring_url = await make_database("monitoring")
    balancing_url = await make_database("balancing")
    for url in (monitoring_url, balancing_url):
        await add_account(url, ADMIN, Role.ADMIN)
    shared: dict[str, Any] = {
        "amqp_url": SecretStr(broker.amqp_url),
        "jwks_url": issuer.jwks_url,
        "internal_token": SecretStr("internal"),
    }
    path = Path(broker, issuer, monitoring_url)
    async with AsyncExitStack() as stack:
        balancer = BalancingSettings(
            database_url=SecretStr(balancing_url),
            stream_url=SecretStr(broker.stream_url if request.param is ReadOver.STREAM else ""),
            read_over=request.param,
            management_url=SecretStr(broker.management_url),
            batch_messages=100,
            silent_after_s=5,
            **shared,
        )
        path.balancer_url = await stack.enter_async_context(serving(create_balancer(balancer)))
        for number in (1, 2, 3):
            replica = MonitoringSettings(
                database_url=SecretStr(monitoring_url),
                replica=f"monitoring-{number}",
                sweep_interval_s=0.3,
                **shared,
            )
            path.replica_url = await stack.enter_async_context(serving(create_replica(replica)))
        await eventually(lambda: three_active(path))
        yield path


async def test_readings_published_one_by_one_are_stored_by_all_three_replicas(path: Path) -> None:
    device = uuid4()
    await path.register(device)

    await path.publish(device, [body(device, minute) for minute in range(1440)])

    await eventually(stored(path, 1440), within_s=60)
    day = await path.get(
        f"{path.replica_url}/api/monitoring/devices/{device}/consumption",
        date=START.date().isoformat(),
    )
    assert day["energy_kwh"] == 720.0
    assert [each["state"] for each in day["hours"]] == ["measured"] * 24
    replicas = await path.get(f"{path.balancer_url}/api/balancing/replicas")
    assert all(each["dispatched_messages"] > 0 for each in replicas["items"])
    assert sum(each["dispatched_messages"] for each in replicas["items"]) == 1440


async def test_bad_readings_are_listed_and_the_others_stored(path: Path) -> None:
    device, other = uuid4(), uuid4()
    await path.register(device)
    bad = [
        b"no json",
        b'{"timestamp": "2025-05-01T00:00:00Z", "measurement_value": NaN}',
        body(device, 0, -1),
        body(device, 0, 1e7),
        body(device, 0, "Null"),
        body(other, 0),
        b'{"timestamp": "1999-12-31T23:59:59Z", "measurement_value": 1}',
        b'{"timestamp": "2999-01-01T00:00:00Z", "measurement_value": 1}',
        b'{"timestamp": "yesterday", "measurement_value": 1}',
        b'{"measurement_value": 1}',
        b'{"timestamp": "2025-05-01T00:00:00Z"}',
        b"[" + b",".join([body(device, 5), b"7", body(device, 6)]) + b"]",
        b'{"x": "' + b"a" * 300_000 + b'"}',
        b'{"timestamp": "\x00"}',
    ]

    await path.publish(device, [body(device, 1), *bad, body(device, 2)])

    await eventually(stored(path, 4), within_s=60)

    async def all_refused() -> Any:
        listed = await path.get(f"{path.replica_url}/api/monitoring/rejections")
        return listed if listed["total"] >= len(bad) else None

    rejections = await eventually(all_refused)
    assert rejections["total"] == len(bad)
    assert sorted(each["reason"] for each in rejections["items"]) == sorted(
        [
            "malformed_json",
            "malformed_json",
            "energy_negative",
            "energy_absurd",
            "wrong_type",
            "foreign_device",
            "too_early",
            "too_late",
            "time_malformed",
            "time_missing",
            "energy_missing",
            "wrong_type",
            "too_large",
            "malformed_json",
        ]
    )


async def test_deep_and_wide_messages_do_not_stop_dispatch(path: Path) -> None:
    """Ten of 1,200 brackets once stopped every replica; eight of 131,071 items killed them."""
    hostile, quiet = uuid4(), uuid4()
    await path.register(hostile)
    await path.register(quiet)
    deep, wide = b"[" * 1_200, b"[" + b"0," * 131_000 + b"0]"

    await path.publish(hostile, [deep] * 10 + [wide] * 8)
    await path.publish(quiet, [body(quiet, minute) for minute in range(10)])

    await eventually(stored(path, 10), within_s=60)

    async def counts() -> Any:
        listed = await path.get(f"{path.replica_url}/api/monitoring/rejections")
        return sorted(each["reason"] for each in listed["items"])

    await eventually(lambda: _equals(counts, ["too_deep"] * 10 + ["too_many"] * 8), within_s=60)


async def _equals(ask: Callable[[], Awaitable[Any]], expected: Any) -> bool:
    return await ask() == expected


async def test_readings_of_an_unknown_device_are_stored_once_it_is_registered(path: Path) -> None:
    device = uuid4()
    await path.publish(device, [body(device, minute) for minute in range(60)])
    await eventually(
        lambda: path.count("SELECT (count(*) = 60)::int FROM pending_reading"), within_s=60
    )
    waiting = await path.get(f"{path.replica_url}/api/monitoring/pending-devices")
    assert [(each["device_id"], each["readings"]) for each in waiting["items"]] == [
        (str(device), 60)
    ]

    await path.register(device)

    await eventually(stored(path, 60), within_s=60)


async def test_readings_over_http_take_the_same_path(path: Path) -> None:
    device = uuid4()
    await path.register(device)
    async with local_client(30) as client:
        response = await client.post(
            f"{path.balancer_url}/api/readings",
            headers=path.issuer.headers(ADMIN, Role.ADMIN),
            content=b"[" + body(device, 0) + b',{"energy_kwh": 1},' + body(device, 1) + b"]",
        )

    assert response.status_code == 202
    assert response.json()["accepted"] == 2
    assert [each["index"] for each in response.json()["rejected"]] == [1]
    await eventually(stored(path, 2), within_s=60)


async def test_a_broken_connection_of_the_balancer_loses_and_doubles_nothing(path: Path) -> None:
    device = uuid4()
    await path.register(device, limit_uwh=29_000_000_000)

    async def cut_connections() -> None:
        async with local_client(30) as client:
            deadline = time.monotonic() + 6
            while time.monotonic() < deadline:
                listed = await client.get(f"{path.broker.management_url}/api/connections")
                for each in listed.json():
                    named = each.get("client_properties", {}).get("connection_name", "")
                    ours = each["vhost"] == path.broker.vhost
                    if ours and named.startswith(("balancing dispatcher", "balancing stream")):
                        await client.delete(
                            f"{path.broker.management_url}/api/connections/{each['name']}"
                        )
                await asyncio.sleep(1)

    async def send() -> None:
        for hour in range(20):
            minutes = range(hour * 60, hour * 60 + 60)
            await path.publish(device, [body(device, minute) for minute in minutes])
            await asyncio.sleep(0.2)

    await asyncio.gather(cut_connections(), send())

    await eventually(stored(path, 1200), within_s=60)
    alerts = await path.get(f"{path.replica_url}/api/monitoring/alerts", limit=100)
    assert alerts["total"] == 20
    assert {each["version"] for each in alerts["items"]} == {1}


async def test_repeated_database_outages_lose_and_double_nothing(
    path: Path, postgres_url: str
) -> None:
    device = uuid4()
    await path.register(device, limit_uwh=29_000_000_000)
    database = path.database_url.rpartition("/")[2].partition("?")[0]

    async def cut_sessions() -> None:
        connection = await asyncpg.connect(postgres_url)
        try:
            for _ in range(6):
                await connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
                    database,
                )
                await asyncio.sleep(0.7)
        finally:
            await connection.close()

    async def send() -> None:
        for hour in range(20):
            minutes = range(hour * 60, hour * 60 + 60)
            await path.publish(device, [body(device, minute) for minute in minutes])
            await asyncio.sleep(0.1)

    await asyncio.gather(cut_sessions(), send())

    await eventually(stored(path, 1200), within_s=60)
    alerts = await path.get(f"{path.replica_url}/api/monitoring/alerts", limit=100)
    assert (alerts["total"], {each["version"] for each in alerts["items"]}) == (20, {1})
