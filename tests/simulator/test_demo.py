"""Seeding the demo, against a stand-in for the gateway that stores what it was sent."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from fastapi import FastAPI, HTTPException

from kilowatch.contracts.simulation import SECRETS_FOLDER, SimulationPlan
from kilowatch.local import demo
from kilowatch.local.demo import DEVICES, PEOPLE, PlatformAddress, london_file, plan_path, seed
from kilowatch.local.demo_filling import fill_with_demo
from kilowatch.local.errors import LocalError
from kilowatch.local.settings import LocalSettings
from kilowatch.simulator.keyring import Keyring
from kilowatch.simulator.plan import live_meter, load_plan
from tests.harness.serving import serving


class FakePlatform:
    """Answers the demo's requests to a platform. After ``breaks_at`` devices it stops working."""

    def __init__(self) -> None:
        self.users: dict[str, dict[str, Any]] = {}
        self.devices: dict[str, dict[str, Any]] = {}
        self.breaks_at = 99
        self.refusals = 0
        self.app = FastAPI()
        self.app.post("/api/auth/login")(self.log_in)
        self.app.get("/api/users")(self.list_users)
        self.app.post("/api/users", status_code=201)(self.add_user)
        self.app.get("/api/devices")(self.list_devices)
        self.app.post("/api/devices", status_code=201)(self.add_device)
        self.app.post("/api/auth/devices/{device_id}/credential", status_code=201)(self.equip)

    async def log_in(self, body: dict[str, str]) -> dict[str, str]:
        if body["password"] != "right":
            raise HTTPException(401)
        return {"access_token": "token"}

    async def list_users(self, search: str) -> dict[str, Any]:
        if self.refusals:
            self.refusals -= 1
            raise HTTPException(401)
        found = [user for name, user in self.users.items() if search in name]
        return {"items": found, "total": len(found)}

    async def add_user(self, body: dict[str, str]) -> None:
        if body["username"] in self.users:
            raise HTTPException(409)
        self.users[body["username"]] = body | {"id": str(uuid4())}

    async def list_devices(self) -> dict[str, Any]:
        return {"items": [], "total": len(self.devices)}

    async def add_device(self, body: dict[str, Any]) -> None:
        if len(self.devices) >= self.breaks_at:
            raise HTTPException(503)
        if body["id"] in self.devices:
            raise HTTPException(409)
        self.devices[body["id"]] = body

    async def equip(self, device_id: str) -> dict[str, str]:
        assert device_id in self.devices
        return {"username": device_id, "secret": f"secret of {device_id}"}


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform()


@pytest.fixture
async def address(platform: FakePlatform, tmp_path: Path) -> AsyncGenerator[PlatformAddress]:
    async with serving(platform.app) as url:
        yield PlatformAddress(http_url=url, home=tmp_path, username="admin", password="right")


async def test_an_empty_platform_gets_users_devices_and_a_plan(
    platform: FakePlatform, address: PlatformAddress
) -> None:
    made = await seed(address)

    assert [person.username for person in made.people] == ["household", "building"]
    for person in made.people:
        assert platform.users[person.username]["password"] == person.password
        assert platform.users[person.username]["role"] == "CLIENT"
    assert len(platform.devices) == len(DEVICES)
    plan = load_plan(plan_path(address.home))
    assert {str(each.device_id) for each in (*plan.recorded, *plan.simulated)} == set(
        platform.devices
    )
    keyring = Keyring(address.home / SECRETS_FOLDER)
    for device in platform.devices:
        assert await keyring.secret(device) == f"secret of {device}"
    folder = address.home / SECRETS_FOLDER
    assert all(each.stat().st_mode & 0o077 == 0 for each in (folder, *folder.iterdir()))
    kept = "".join(each.read_text("utf-8") for each in address.home.iterdir() if each.is_file())
    assert not any(person.password in kept for person in made.people)


async def test_the_demo_uses_the_chosen_time_zone(
    platform: FakePlatform, address: PlatformAddress
) -> None:
    await seed(msgspec.structs.replace(address, time_zone="America/Halifax"))

    zones = {device["name"]: device["time_zone"] for device in platform.devices.values()}
    assert zones.pop("London household (recorded)") == "Europe/London"
    assert set(zones.values()) == {"America/Halifax"}
    plan = load_plan(plan_path(address.home))
    assert {each.time_zone for each in plan.simulated} == {"America/Halifax"}


async def test_seeding_again_does_nothing(platform: FakePlatform, address: PlatformAddress) -> None:
    await seed(address)
    devices = dict(platform.devices)

    assert (await seed(address)).people == []
    assert platform.devices == devices


async def test_an_operator_fills_a_platform_and_gets_the_logins(
    platform: FakePlatform, address: PlatformAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KILOWATCH_METER_HTTP_URL", address.http_url)
    settings = LocalSettings(home=address.home)
    # Services learn of a new administrator a moment later: the first try fails.
    platform.refusals = 1

    said = await asyncio.to_thread(fill_with_demo, settings, "admin", "right")

    for username, person in platform.users.items():
        assert f"  username  {username}" in said
        assert f"  password  {person['password']}" in said
    assert str(plan_path(address.home)) in said[-1]
    with pytest.raises(LocalError, match="not empty"):
        await asyncio.to_thread(fill_with_demo, settings, "admin", "right")


async def test_interrupted_seeding_continues_with_the_same_users_and_devices(
    platform: FakePlatform, address: PlatformAddress
) -> None:
    platform.breaks_at = 2
    with pytest.raises(LocalError, match="next start tries again"):
        await seed(address)
    passwords = {name: user["password"] for name, user in platform.users.items()}
    first_devices = set(platform.devices)
    assert not plan_path(address.home).exists()
    platform.breaks_at = 99

    made = await seed(address)

    assert {person.username: person.password for person in made.people} == passwords
    assert first_devices < set(platform.devices)
    assert len(platform.devices) == len(DEVICES)


@pytest.mark.parametrize("username", ["", *PEOPLE])
async def test_a_platform_with_a_device_or_a_demo_user_is_left_unchanged(
    platform: FakePlatform, address: PlatformAddress, username: str
) -> None:
    if username:
        platform.users[username] = {"username": username, "id": str(uuid4())}
    else:
        platform.devices["somebody's"] = {}

    assert (await seed(address)).people == []
    assert len(platform.devices) + len(platform.users) == 1
    assert not plan_path(address.home).exists()


async def test_a_rejected_login_is_an_error_without_the_password(address: PlatformAddress) -> None:
    wrong = msgspec.structs.replace(address, password="a wrong one")

    with pytest.raises(LocalError) as raised:
        await seed(wrong)

    assert "a wrong one" not in str(raised.value)


def test_every_meter_of_the_plan_can_be_simulated() -> None:
    now = datetime.now(UTC)
    plan = demo.make_plan([uuid4() for _ in DEVICES], now)

    again = msgspec.json.decode(msgspec.json.encode(plan), type=SimulationPlan)
    meters = [live_meter(each) for each in again.simulated]

    assert london_file().is_file()
    assert len(meters) == 4
    for meter in meters:
        assert meter.history_interval_s % meter.live_interval_s == 0
        day = list(meter.readings(meter.begin, meter.begin + timedelta(days=1)))
        assert len(day) == 96


def test_the_flat_exceeds_its_limit_repeatedly() -> None:
    plan = demo.make_plan([uuid4() for _ in DEVICES], datetime.now(UTC))
    surging = next(each for each in plan.simulated if each.surge_kw)
    limit = next(each.limit_kwh_per_hour for each in DEVICES if each.surge_kw)
    meter = live_meter(surging)

    begin = datetime(2025, 11, 25, tzinfo=UTC)
    hours = [meter.live.energy_kwh(begin + timedelta(hours=n), 3600) for n in range(24)]

    assert sum(kwh > limit for kwh in hours) >= 12
    assert sum(kwh < limit for kwh in hours) >= 6
