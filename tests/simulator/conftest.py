"""A simulation that is steered over HTTP."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from kilowatch.contracts.simulation import SimulatedMeter, SimulationPlan
from tests.harness.servers import Broker
from tests.harness.serving import serving
from tests.harness.tokens import TokenIssuer
from tests.simulator.stage import channel_of, collect
from tests.simulator.steering import FLAT, SHOP, Opening, Platform, Scene


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
) -> AsyncGenerator[Opening]:
    monkeypatch.setattr("kilowatch.simulator.app.CALL_TIMEOUT_S", 30)
    monkeypatch.setattr("kilowatch.simulator.simulation.FINISH_WITHIN_S", 30)
    platform = Platform()
    async with channel_of(broker) as channel, serving(platform.app) as platform_url:
        scene = Scene(platform, issuer, await collect(channel))
        opening = Opening(scene, broker, plan, platform_url)
        await opening.open()
        try:
            yield opening
        finally:
            await opening.close()


@pytest.fixture
def scene(opening: Opening) -> Scene:
    return opening.scene
