"""Controlling the simulation over HTTP: stop, start, change and force, by administrators only."""

from datetime import datetime, timedelta
from itertools import pairwise
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from kilowatch.contracts.roles import Role
from kilowatch.simulator.forcing import burst_of
from tests.harness.serving import eventually, free_port
from tests.simulator.env import FLAT, SHOP, ApiFactory, SimulatorEnv

UWH = 1_000_000_000


async def test_only_a_current_administrator_can_see_and_control_the_simulation(
    env: SimulatorEnv, opening: ApiFactory
) -> None:
    assert (await env.http.get("/api/simulator")).status_code == 401
    client = env.issuer.headers(uuid4(), Role.CLIENT)
    assert (await env.http.get("/api/simulator", headers=client)).status_code == 403
    assert (await env.ask("GET")).status_code == 200

    env.platform.role = Role.CLIENT
    for method, path in (("GET", ""), ("PATCH", ""), ("POST", f"/devices/{FLAT}/overconsumption")):
        assert (await env.ask(method, path, {"energy_kwh": 1})).status_code == 403
    env.platform.status = 401
    assert (await env.ask("GET")).status_code == 401
    env.platform.status = 500
    assert (await env.ask("GET")).status_code == 503
    await opening.open(users_url=f"http://127.0.0.1:{free_port()}")
    assert (await env.ask("GET")).status_code == 503


async def test_a_stopped_simulation_stays_silent_after_a_restart_and_then_catches_up(
    env: SimulatorEnv, opening: ApiFactory
) -> None:
    await env.more(FLAT)
    stopped = await env.overrides(is_running=False)
    assert stopped["is_running"] is False

    await opening.open()
    assert (await env.ask("GET")).json()["is_running"] is False
    silent_since = env.of(FLAT)[-1]["timestamp"]

    await env.overrides(is_running=True)
    await env.more(FLAT)

    assert env.of(FLAT)[-1]["timestamp"] > silent_since
    env.assert_seamless(FLAT)
    env.assert_seamless(SHOP)


async def test_meters_and_their_interval_can_be_chosen(env: SimulatorEnv) -> None:
    await env.more(SHOP)

    shaped = await env.overrides(meters=[str(FLAT)], interval_s=2)

    assert shaped["interval_s"] == 2
    assert {each["device_id"]: each["plays"] for each in shaped["meters"]} == {
        str(FLAT): True,
        str(SHOP): False,
    }
    await env.readings.caught_up()
    silent = env.count(SHOP)
    await env.more(FLAT)
    await env.more(FLAT)
    assert env.of(FLAT)[-1]["interval_s"] == 2
    assert env.count(SHOP) == silent

    await env.overrides(meters=[str(FLAT), str(SHOP)], interval_s=1)
    await env.more(SHOP)
    await env.more(FLAT)
    assert env.of(FLAT)[-1]["interval_s"] == 1
    env.assert_seamless(FLAT)
    env.assert_seamless(SHOP)


async def test_a_forced_meter_adds_exactly_the_requested_energy(env: SimulatorEnv) -> None:
    await env.more(FLAT)
    answer = await env.ask(
        "POST", f"/devices/{FLAT}/overconsumption", {"energy_kwh": 3, "over_s": 2}
    )
    assert answer.status_code == 202
    assert answer.json()["forced_until"] is not None

    async def is_over() -> bool:
        meters = (await env.ask("GET")).json()["meters"]
        return next(m["forced_until"] for m in meters if m["device_id"] == str(FLAT)) is None

    await eventually(is_over)
    await env.readings.caught_up()
    high = [row["measurement_value"] for row in env.of(FLAT) if row["measurement_value"] > 0.1]
    assert 3 <= sum(high) < 3.1
    assert all(row["measurement_value"] < 0.1 for row in env.of(SHOP))


async def test_invalid_commands_are_rejected(env: SimulatorEnv) -> None:
    force = {"energy_kwh": 3}
    unknown = await env.ask("POST", f"/devices/{uuid4()}/overconsumption", force)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_simulated")
    stranger = await env.ask("PATCH", json={"meters": [str(uuid4())]})
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not_simulated")
    for wrong in ({"interval_s": 7}, {"speed": 2}):
        assert (await env.ask("PATCH", json=wrong)).status_code == 422
    for energy_kwh in (0, -1, 1e6):
        body = {"energy_kwh": energy_kwh}
        answer = await env.ask("POST", f"/devices/{FLAT}/overconsumption", body)
        assert answer.status_code == 422

    await env.overrides(meters=[str(SHOP)])
    silent = await env.ask("POST", f"/devices/{FLAT}/overconsumption", force)
    assert (silent.status_code, silent.json()["code"]) == (409, "meter_silent")


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2025-06-02T10:15:00+00:00", "2025-06-02T10:15:01+00:00"),
        ("2025-06-02T10:59:30+00:00", "2025-06-02T10:59:31+00:00"),
        ("2025-06-02T10:59:45+00:00", "2025-06-02T11:00:01+00:00"),
        ("2025-06-02T10:14:50+00:00", "2025-06-02T10:15:01+00:00"),
    ],
)
def test_a_burst_fits_in_one_clock_hour_and_adds_up_in_any_intervals(now: str, begins: str) -> None:
    zone = ZoneInfo("Asia/Kathmandu" if ":14:" in now else "UTC")
    burst = burst_of(FLAT, 3.000000001, 20, datetime.fromisoformat(now), zone)

    assert burst.begin == datetime.fromisoformat(begins)
    moments = [burst.begin + timedelta(seconds=3 * n - 5) for n in range(12)]
    cut = [burst.between_uwh(*pair) for pair in pairwise(moments)]
    assert sum(cut) == burst.energy_uwh == 3 * UWH + 1
