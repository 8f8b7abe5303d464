"""An administrator's changes to the simulation, kept over a restart."""

import os
from pathlib import Path

import msgspec

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.simulation import SimulatedMeter
from kilowatch.simulator.forcing import Burst


class Overrides(msgspec.Struct, kw_only=True):
    """Reporting on or off, excluded meters, and the interval (``interval_s`` None: as planned).

    Meters may be ``added`` to those of the plan, and some of the plan's ``removed`` from it.
    """

    is_running: bool = True
    interval_s: int | None = None
    idle: set[DeviceId] = msgspec.field(default_factory=set[DeviceId])
    bursts: list[Burst] = msgspec.field(default_factory=list[Burst])
    added: list[SimulatedMeter] = msgspec.field(default_factory=list[SimulatedMeter])
    removed: set[DeviceId] = msgspec.field(default_factory=set[DeviceId])


class OverridesFile:
    """Stored in the file at ``path``. Raises msgspec.DecodeError if it is damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.overrides = Overrides()
        if path.exists():
            self.overrides = msgspec.json.decode(path.read_bytes(), type=Overrides)

    def save(self) -> None:
        """Store the current overrides atomically."""
        fresh = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        fresh.write_bytes(msgspec.json.encode(self.overrides))
        fresh.replace(self._path)
