"""A simulation with its API, stand-ins for the services it calls, and its readings."""

from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import msgspec
from fastapi import FastAPI, HTTPException, Request
from pydantic import SecretStr

from kilowatch.contracts.audit import ReportedAct
from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.roles import Role
from kilowatch.local.calls import local_client
from kilowatch.simulator.app import create_app
from kilowatch.simulator.settings import SimulatorServiceSettings, SimulatorSettings
from tests.harness.servers import Broker
from tests.harness.serving import eventually, serving
from tests.harness.tokens import TokenIssuer
from tests.simulator.readings_queue import Readings

FLAT, SHOP = DeviceId(uuid4()), DeviceId(uuid4())


class FakePlatform:
    """Stands in for `users`, `devices` and `auth`: responds as the test configures.

    ``zones`` are those of the devices it knows; ``issues`` is its response to requests for a
    credential.
    """

    def __init__(self) -> None:
        self.role = Role.ADMIN
        self.status = 200
        self.zones: dict[str, str] = {}
        self.issues = 201
        self.app = FastAPI()
        self.app.get("/api/users/me")(self.me)
        self.app.get("/api/devices/{device_id}")(self.device)
        self.app.post("/provisioning/{device_id}", status_code=201)(self.equip)
        self.acts: list[ReportedAct] = []
        self.app.post("/api/users/audit/simulation", status_code=204)(self.act)

    async def act(self, request: Request) -> None:
        assert request.headers["Authorization"].startswith("Bearer ")
        self.acts.append(msgspec.json.decode(await request.body(), type=ReportedAct))

    async def me(self, request: Request) -> dict[str, str]:
        assert request.headers["Authorization"].startswith("Bearer ")
        if self.status != 200:
            raise HTTPException(self.status)
        return {"id": str(uuid4()), "role": self.role.value}

    async def device(self, request: Request, device_id: str) -> dict[str, str]:
        assert request.headers["Authorization"].startswith("Bearer ")
        if device_id not in self.zones:
            raise HTTPException(404)
        return {"id": device_id, "time_zone": self.zones[device_id]}

    async def equip(self, device_id: str) -> dict[str, str]:
        if self.issues != 201:
            raise HTTPException(self.issues)
        return {"secret": f"secret of {device_id}"}


class SimulatorEnv:
    """A simulation with its API, and its readings."""

    def __init__(self, platform: FakePlatform, issuer: TokenIssuer, readings: Readings) -> None:
        self.platform = platform
        self.issuer = issuer
        self.readings = readings
        self.http = local_client(30)

    async def ask(self, method: str, path: str = "", json: Any = None) -> httpx.Response:
        return await self.http.request(
            method,
            f"/api/simulator{path}",
            json=json,
            headers=self.issuer.headers(uuid4()),
        )

    async def overrides(self, **change: Any) -> Any:
        answer = await self.ask("PATCH", json=change)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def count(self, device_id: DeviceId) -> int:
        return len(self.of(device_id))

    def of(self, device_id: DeviceId) -> list[dict[str, Any]]:
        """Return a meter's readings, each once, in the order of time."""
        rows = {
            row["timestamp"]: row
            for row in self.readings.rows()
            if row["device_id"] == str(device_id)
        }
        return [rows[key] for key in sorted(rows)]

    async def more(self, device_id: DeviceId) -> None:
        """Wait until a meter has reported again."""
        before = self.count(device_id)

        async def is_more() -> bool:
            return self.count(device_id) > before

        await eventually(is_more)

    def assert_seamless(self, device_id: DeviceId) -> None:
        """Check that no moment is missing or counted twice."""
        rows = self.of(device_id)
        for before, after in pairwise(rows):
            end = datetime.fromisoformat(before["timestamp"]) + timedelta(
                seconds=before["interval_s"]
            )
            assert end == datetime.fromisoformat(after["timestamp"])


class ApiFactory:
    """Opens the API of a plan, repeatedly: like a process that is restarted."""

    def __init__(self, env: SimulatorEnv, broker: Broker, plan: Path, platform_url: str) -> None:
        self.env = env
        self._meters = SimulatorSettings(meter_amqp_url=SecretStr(broker.amqp_url))
        self._settings = SimulatorServiceSettings(
            plan=plan,
            jwks_url=env.issuer.jwks_url,
            users_url=platform_url,
            devices_url=platform_url,
        )
        self._running = AsyncExitStack()

    async def open(self, meters: SimulatorSettings | None = None, **settings: Any) -> None:
        await self._running.aclose()
        told = self._settings.model_copy(update=settings)
        app = create_app(told, meters or self._meters)
        url = await self._running.enter_async_context(serving(app))
        self.env.http = local_client(60, url)
        self._running.push_async_callback(self.env.http.aclose)

    async def close(self) -> None:
        await self._running.aclose()
