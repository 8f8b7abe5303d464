"""Requests of the local platform to the simulator: which meters to simulate, and since when."""

from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from kilowatch.contracts.ids import DeviceId

SECRETS_FOLDER: Final = "meters"


def secret_path(folder: Path, device_id: DeviceId) -> Path:
    """The file in the `SECRETS_FOLDER` of the state folder with a simulated meter's secret."""
    return folder / f"{device_id}.secret"


class SimulatedMeter(msgspec.Struct, frozen=True, kw_only=True):
    """A meter to simulate. It reports ``history_interval_s`` for the past, then goes live."""

    device_id: DeviceId
    profile: str
    time_zone: str
    history_from: datetime
    """Aware. The start of its history the first time it is simulated."""
    history_interval_s: int = 900
    live_interval_s: int = 10
    surge_kw: float = 0.0
    """Power added while it is live, at the start of every ``surge_every_h``-th hour."""
    surge_every_h: int = 2
    surge_min: int = 20


class RecordedMeter(msgspec.Struct, frozen=True, kw_only=True):
    """A meter whose real recording is replayed once, as fast as possible."""

    device_id: DeviceId
    file: str


class SimulationPlan(msgspec.Struct, frozen=True, kw_only=True):
    """All meters of a simulation. The simulator keeps its state in a file beside the plan."""

    recorded: list[RecordedMeter]
    simulated: list[SimulatedMeter]
