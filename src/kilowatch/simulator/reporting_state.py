"""The reporting state of simulated meters, kept over a restart."""

import os
from datetime import datetime
from pathlib import Path

import msgspec

from kilowatch.contracts.ids import DeviceId


class Reported(msgspec.Struct, frozen=True):
    """The progress of a meter's reports: certainly until one moment, possibly until another.

    What lies between was in flight when the process ended. It has to be sent again in exactly
    the same intervals, or it would be counted twice.
    """

    until: datetime
    trying_until: datetime


class _Kept(msgspec.Struct):
    reported: dict[DeviceId, Reported] = msgspec.field(default_factory=dict[DeviceId, Reported])
    replayed: set[DeviceId] = msgspec.field(default_factory=set[DeviceId])


class ReportingState:
    """Stored in the file at ``path``, or not at all. Raises msgspec.DecodeError if damaged."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept = _Kept()
        if path is not None and path.exists():
            self._kept = msgspec.json.decode(path.read_bytes(), type=_Kept)

    def reported(self, device_id: DeviceId) -> Reported | None:
        """Return the progress of this meter, or None if it never reported."""
        return self._kept.reported.get(device_id)

    def note_trying(self, device_id: DeviceId, since: datetime, until: datetime) -> None:
        """Record that the meter is about to report from ``since`` to ``until``."""
        self._kept.reported[device_id] = Reported(since, until)
        self._save()

    def note_reported(self, device_id: DeviceId, until: datetime) -> None:
        """Record that everything until then is confirmed."""
        self._kept.reported[device_id] = Reported(until, until)
        self._save()

    def is_replayed(self, device_id: DeviceId) -> bool:
        """Return true if this meter's recording has been sent completely."""
        return device_id in self._kept.replayed

    def note_replayed(self, device_id: DeviceId) -> None:
        """Record that this meter's recording has been sent completely, and confirmed."""
        self._kept.replayed.add(device_id)
        self._save()

    def _save(self) -> None:
        if self._path is None:
            return
        fresh = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        fresh.write_bytes(msgspec.json.encode(self._kept))
        fresh.replace(self._path)
