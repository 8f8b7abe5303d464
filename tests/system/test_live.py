"""A device over its limit notifies its owner at once, and nobody else."""

import asyncio
import json
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.harness.serving import eventually
from tests.system.people import WITHIN_S
from tests.system.platform import Person, Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


async def test_every_process_is_healthy(platform: Platform) -> None:
    status = await asyncio.to_thread(platform.status)

    names = {each["name"] for each in status["parts"] if each["state"] == "healthy"}
    services = {
        "auth",
        "users",
        "devices",
        "balancing",
        "realtime",
        "support",
        "postgres",
        "rabbitmq",
    }
    services |= {"balancing-standby", "realtime-2"}
    assert status["state"] == "healthy"
    assert services | {"traefik", "monitoring-1", "monitoring-2", "monitoring-3"} <= names


async def test_an_alert_reaches_its_owner_once_and_nobody_else(platform: Platform) -> None:
    owner, other = await platform.client(), await platform.client()
    device = await platform.device(owner, max_consumption=2, name="Heat pump")
    async with socket_of(platform, owner) as mine, socket_of(platform, other) as theirs:
        hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        for second, energy_kwh in enumerate([1.5, 1.0, 0.5]):
            reading = {
                "device_id": str(device),
                "measured_at": hour.replace(second=second).isoformat(),
                "energy_kwh": energy_kwh,
                "interval_s": 1,
            }
            await platform.call("POST", "/api/readings", platform.admin, json=reading)

        alert = await hear(mine, within_s=WITHIN_S)

        assert alert["type"] == "alert"
        assert alert["alert"]["device_name"] == "Heat pump"
        assert alert["alert"]["limit_kwh"] == 2
        assert alert["alert"]["energy_kwh"] > 2
        await eventually(lambda: three_stored(platform, device), within_s=WITHIN_S)
        for socket in (mine, theirs):
            with pytest.raises(TimeoutError):
                await hear(socket, within_s=2)


async def test_live_readings_reach_the_owner_through_either_process(platform: Platform) -> None:
    owner, other = await platform.client(), await platform.client()
    device = await platform.device(owner)
    async with AsyncExitStack() as sockets:
        # The gateway distributes connections to the two processes round-robin.
        mine = [await sockets.enter_async_context(socket_of(platform, owner)) for _ in range(4)]
        theirs = await sockets.enter_async_context(socket_of(platform, other))
        for socket in mine:
            await see(socket, device, [str(device)])
        await see(theirs, device, [])

        now = datetime.now(UTC).replace(microsecond=0)
        reading = {
            "device_id": str(device),
            "measured_at": now.isoformat(),
            "energy_kwh": 0.05,
            "interval_s": 60,
        }
        await platform.call("POST", "/api/readings", platform.admin, json=reading)

        for socket in mine:
            told = await hear(socket, within_s=WITHIN_S)
            [value] = told["readings"]
            assert (value["device_id"], value["power_kw"]) == (str(device), 3.0)
        with pytest.raises(TimeoutError):
            await hear(theirs, within_s=2)


async def test_a_register_is_shown_live_as_power(platform: Platform) -> None:
    owner = await platform.client()
    device = await platform.device(owner)
    async with socket_of(platform, owner) as socket:
        await see(socket, device, [str(device)])
        begun = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=20)

        for minutes, register_kwh in ((0, 4100.5), (15, 4101.25)):
            shown = {
                "device_id": str(device),
                "measured_at": (begun + timedelta(minutes=minutes)).isoformat(),
                "register_kwh": register_kwh,
            }
            await platform.call("POST", "/api/readings", platform.admin, json=shown)

        [value] = (await hear(socket, within_s=WITHIN_S))["readings"]
        assert (value["energy_kwh"], value["interval_s"], value["power_kw"]) == (0.75, 900, 3.0)


async def see(socket: ClientConnection, device: UUID, expected: list[str]) -> None:
    """Watch until the copies of `realtime` know the device."""

    async def seen() -> bool:
        await socket.send(json.dumps({"type": "watch", "device_ids": [str(device)]}))
        answer = await hear(socket, within_s=WITHIN_S)
        while answer["type"] != "watching":
            answer = await hear(socket, within_s=WITHIN_S)
        return answer["device_ids"] == expected

    await eventually(seen, every_s=0.3)


async def test_a_client_cannot_see_data_of_others(platform: Platform) -> None:
    owner, other = await platform.client(), await platform.client()
    device = await platform.device(owner)
    path = f"/api/monitoring/devices/{device}/consumption?date=2026-01-01"

    answers = [
        await platform.ask("GET", path, other),
        await platform.ask("GET", f"/api/devices/{device}", other),
        await platform.ask("GET", f"/api/users/{owner.user_id}", other),
    ]

    assert [each.status_code for each in answers] == [404, 404, 404]
    assert (await platform.ask("GET", path)).status_code == 401
    assert (await platform.ask("GET", "/api/users", other)).status_code == 403
    assert (await platform.ask("GET", "/api/balancing/replicas", other)).status_code == 403
    assert (await platform.ask("GET", "/internal/users/x", other)).status_code == 404


async def test_a_deleted_client_loses_access_within_seconds(platform: Platform) -> None:
    person = await platform.client()
    assert (await platform.ask("GET", "/api/devices", person)).status_code == 200

    await platform.call("DELETE", f"/api/users/{person.user_id}", platform.admin)

    async def refused_everywhere() -> bool:
        paths = ("/api/devices", "/api/monitoring/alerts", "/api/users/me")
        answers = [await platform.ask("GET", path, person) for path in paths]
        return all(each.status_code == 401 for each in answers)

    await eventually(refused_everywhere, within_s=WITHIN_S)


def socket_of(platform: Platform, person: Person) -> Any:
    """Open the user's socket, authenticated."""
    return _Socket(platform.http_url.replace("http", "ws", 1) + "/ws", person.token)


class _Socket:
    def __init__(self, url: str, token: str) -> None:
        self._connecting = connect(url, open_timeout=WITHIN_S)
        self._token = token

    async def __aenter__(self) -> ClientConnection:
        connection = await self._connecting.__aenter__()
        await connection.send(json.dumps({"type": "authenticate", "token": self._token}))
        assert (await hear(connection, within_s=WITHIN_S))["type"] == "ready"
        return connection

    async def __aexit__(self, *failure: Any) -> None:
        await self._connecting.__aexit__(*failure)


async def hear(connection: ClientConnection, within_s: float) -> dict[str, Any]:
    async with asyncio.timeout(within_s):
        return json.loads(await connection.recv())


async def three_stored(platform: Platform, device: Any) -> bool:
    return await platform.stored(device) == 3


async def test_a_restarting_gateway_never_answers_not_found(platform: Platform) -> None:
    client = await platform.client()
    await platform.kilowatch("stop", "traefik", "--signal", "KILL")
    starting = asyncio.create_task(platform.kilowatch("start", "traefik"))
    try:
        seen = set[int]()

        async def answers() -> bool:
            try:
                answer = await platform.ask("GET", "/api/users/me", client)
            except httpx.TransportError:
                return False
            seen.add(answer.status_code)
            return answer.is_success

        await eventually(answers, within_s=WITHIN_S, every_s=0.01)
    finally:
        await starting

    assert seen <= {200, 503}
    missing = await platform.ask("DELETE", "/api/nothing", client)
    assert (missing.status_code, missing.json()["code"]) == (404, "path_not_found")
