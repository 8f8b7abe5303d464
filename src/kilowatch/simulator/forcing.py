"""Energy that an administrator adds to a simulated meter."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.units import MICROWATTHOURS_PER_KWH
from kilowatch.simulator.meter import Meter

SECONDS_PER_MINUTE = 60
SECONDS_PER_HOUR = 3600


class Burst(msgspec.Struct, frozen=True):
    """Additional energy (µWh), spread evenly over ``seconds`` from ``begin`` on."""

    device_id: DeviceId
    begin: datetime
    seconds: int
    energy_uwh: int

    @property
    def end(self) -> datetime:
        """Return the time at which it ends."""
        return self.begin + timedelta(seconds=self.seconds)

    def between_uwh(self, start: datetime, end: datetime) -> int:
        """Return its energy between two moments; adds up exactly, however the time is divided."""
        return self._until_uwh(end) - self._until_uwh(start)

    def _until_uwh(self, moment: datetime) -> int:
        gone_s = min(max((moment - self.begin).total_seconds(), 0.0), float(self.seconds))
        return round(self.energy_uwh * gone_s / self.seconds)


def burst_of(
    device_id: DeviceId, energy_kwh: float, seconds: int, earliest: datetime, zone: ZoneInfo
) -> Burst:
    """Return a burst as early as possible within a clock hour of ``zone``: two would dilute it."""
    local = earliest.astimezone(zone)
    left_s = SECONDS_PER_HOUR - local.minute * SECONDS_PER_MINUTE - local.second
    begin = earliest.replace(microsecond=0) + timedelta(seconds=1)
    if left_s <= seconds + 1:
        begin += timedelta(seconds=left_s)
    return Burst(device_id, begin, seconds, round(energy_kwh * MICROWATTHOURS_PER_KWH))


class ForcedMeter(Meter):
    """A meter that includes bursts. They may be added while it is live, for future times."""

    bursts: Sequence[Burst] = ()

    def energy_uwh(self, start: datetime, seconds: int) -> int:
        """Return the energy used in ``seconds`` from ``start`` (aware) on, in whole µWh."""
        end = start + timedelta(seconds=seconds)
        forced = sum(
            each.between_uwh(start, end) for each in self.bursts if each.device_id == self.device_id
        )
        return super().energy_uwh(start, seconds) + forced
