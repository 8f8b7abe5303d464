"""Meters are added to a simulation and removed again, by administrators only."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args
from uuid import uuid4

import msgspec
import pytest
from pydantic import SecretStr

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.roles import Role
from kilowatch.contracts.simulation import SECRETS_FOLDER, SimulationPlan, secret_path
from kilowatch.simulator.profiles import PROFILES
from kilowatch.simulator.schemas import ProfileName
from kilowatch.simulator.settings import SimulatorSettings
from tests.harness.servers import Broker
from tests.harness.serving import eventually, serving
from tests.simulator.env import FLAT, SHOP, ApiFactory, SimulatorEnv


async def add(env: SimulatorEnv, device: DeviceId, profile: str = "household") -> Any:
    """Add a simulated meter to a registered device."""
    env.platform.zones[str(device)] = "Europe/Bucharest"
    body = {"device_id": str(device), "profile": profile}
    answer = await env.ask("POST", "/devices", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def known(env: SimulatorEnv) -> set[str]:
    """Return the devices that have a simulated meter."""
    return {each["device_id"] for each in (await env.ask("GET")).json()["meters"]}


async def test_an_added_meter_reports_from_now_on_and_after_a_restart(
    env: SimulatorEnv, opening: ApiFactory
) -> None:
    boiler, asked_at = DeviceId(uuid4()), datetime.now(UTC)
    await env.overrides(interval_s=1)

    assert (await add(env, boiler, "heat-pump"))["profile"] == "heat-pump"
    await env.more(boiler)
    await opening.open()
    await env.more(boiler)

    assert await known(env) == {str(FLAT), str(SHOP), str(boiler)}
    first = datetime.fromisoformat(env.of(boiler)[0]["timestamp"])
    assert first >= asked_at - timedelta(seconds=1)
    for device in (boiler, FLAT, SHOP):
        env.assert_seamless(device)


async def test_a_removed_meter_is_silent_and_starts_anew_when_added_again(
    env: SimulatorEnv, opening: ApiFactory
) -> None:
    await env.more(SHOP)
    before = (await env.ask("GET")).json()["confirmed_readings"]

    assert (await env.ask("DELETE", f"/devices/{SHOP}")).status_code == 204

    # What was in flight may arrive, and nothing after it.
    await env.more(FLAT)
    await env.readings.caught_up()
    silent = env.count(SHOP)
    for _ in range(2):
        await env.more(FLAT)
    assert env.count(SHOP) == silent

    async def goes_on() -> bool:
        return (await env.ask("GET")).json()["confirmed_readings"] > before

    await eventually(goes_on)
    await opening.open()
    await env.more(FLAT)
    assert await known(env) == {str(FLAT)}
    assert env.count(SHOP) == silent
    force = await env.ask("POST", f"/devices/{SHOP}/overconsumption", {"energy_kwh": 3})
    assert (force.status_code, force.json()["code"]) == (404, "not_simulated")

    await env.overrides(interval_s=1)
    added_at = datetime.now(UTC).replace(microsecond=0)
    await add(env, SHOP, "ev-charger")
    await env.more(SHOP)

    rows = [(datetime.fromisoformat(row["timestamp"]), row) for row in env.of(SHOP)]
    assert any(start >= added_at for start, _ in rows)
    for (start, row), (following, _) in pairwise(rows):
        assert start + timedelta(seconds=row["interval_s"]) <= following


async def test_without_meters_the_simulation_waits_for_one(env: SimulatorEnv) -> None:
    for device in (FLAT, SHOP):
        assert (await env.ask("DELETE", f"/devices/{device}")).status_code == 204

    empty = await env.overrides(interval_s=1, meters=[])
    assert (empty["meters"], empty["interval_s"], empty["is_running"]) == ([], 1, True)

    boiler = DeviceId(uuid4())
    await add(env, boiler)
    await env.more(boiler)


async def test_invalid_additions_and_removals_are_rejected(env: SimulatorEnv) -> None:
    def addition(**other: str) -> dict[str, str]:
        return {"device_id": str(FLAT), "profile": "shop"} | other

    env.platform.zones[str(FLAT)] = "UTC"
    twice = await env.ask("POST", "/devices", addition())
    assert (twice.status_code, twice.json()["code"]) == (409, "already_simulated")
    stranger = await env.ask("POST", "/devices", addition(device_id=str(uuid4())))
    assert (stranger.status_code, stranger.json()["code"]) == (404, "device_not_found")
    assert (await env.ask("POST", "/devices", addition(profile="mill"))).status_code == 422
    gone = await env.ask("DELETE", f"/devices/{uuid4()}")
    assert (gone.status_code, gone.json()["code"]) == (404, "not_simulated")

    env.platform.role = Role.CLIENT
    assert (await env.ask("POST", "/devices", addition())).status_code == 403
    assert (await env.ask("DELETE", f"/devices/{FLAT}")).status_code == 403
    env.platform.role = Role.ADMIN
    assert await known(env) == {str(FLAT), str(SHOP)}


@pytest.fixture
def empty_plan(tmp_path: Path) -> Path:
    """A simulation that starts without meters."""
    path = tmp_path / "empty.json"
    path.write_bytes(msgspec.json.encode(SimulationPlan(recorded=[], simulated=[])))
    return path


async def test_an_added_meter_gets_a_credential_from_the_platform_and_keeps_it(
    env: SimulatorEnv, opening: ApiFactory, empty_plan: Path, broker: Broker, tmp_path: Path
) -> None:
    ours, theirs = DeviceId(uuid4()), DeviceId(uuid4())
    async with serving(env.platform.app) as platform_url:
        told = SimulatorSettings(
            home=tmp_path / "home",
            meter_amqp_url=SecretStr(broker.device_amqp_url),
            meter_provisioning_url=f"{platform_url}/provisioning",
            meter_provisioning_token=SecretStr("a token"),
        )
        await opening.open(told, plan=empty_plan)
        await env.overrides(is_running=False)

        await add(env, ours)
        kept = secret_path(told.home / SECRETS_FOLDER, ours)
        assert kept.read_text() == f"secret of {ours}"
        assert kept.stat().st_mode & 0o077 == 0

        # From now on both have one: ours is known here, the other is a real meter's.
        env.platform.issues = 409
        await env.ask("DELETE", f"/devices/{ours}")
        await add(env, ours)
        env.platform.zones[str(theirs)] = "UTC"
        body = {"device_id": str(theirs), "profile": "shop"}
        refused = await env.ask("POST", "/devices", body)
        assert (refused.status_code, refused.json()["code"]) == (409, "meter_elsewhere")
        env.platform.issues = 500
        assert (await env.ask("POST", "/devices", body)).status_code == 503
        assert await known(env) == {str(ours)}
        await opening.close()


def test_every_profile_can_be_chosen() -> None:
    assert set(get_args(ProfileName)) == set(PROFILES)
