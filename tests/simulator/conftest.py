"""A simulation controlled over HTTP."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from kilowatch.contracts.simulation import SimulatedMeter, SimulationPlan
from tests.harness.servers import Broker
from tests.harness.serving import serving
from tests.harness.tokens import TokenIssuer
from tests.simulator.env import FLAT, SHOP, ApiFactory, FakePlatform, SimulatorEnv
from tests.simulator.readings_queue import channel_of, collect


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "demo.json"
    meters = [
        SimulatedMeter(
            device_id=device_id,
            profile=profile,
            time_zone="Europe/Bucharest",
            history_from=datetime.now(UTC),
            live_interval_s=1,
        )
        for device_id, profile in ((FLAT, "household"), (SHOP, "shop"))
    ]
    path.write_bytes(msgspec.json.encode(SimulationPlan(recorded=[], simulated=meters)))
    return path


@pytest.fixture
async def opening(
    broker: Broker, issuer: TokenIssuer, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[ApiFactory]:
    monkeypatch.setattr("kilowatch.simulator.app.CALL_TIMEOUT_S", 30)
    monkeypatch.setattr("kilowatch.simulator.service.FINISH_WITHIN_S", 30)
    platform = FakePlatform()
    async with channel_of(broker) as channel, serving(platform.app) as platform_url:
        env = SimulatorEnv(platform, issuer, await collect(channel))
        opening = ApiFactory(env, broker, plan, platform_url)
        await opening.open()
        try:
            yield opening
        finally:
            await opening.close()


@pytest.fixture
def env(opening: ApiFactory) -> SimulatorEnv:
    return opening.env
