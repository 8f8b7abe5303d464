"""The meters of a simulation: those of its plan, as changed by administrators."""

from uuid import UUID

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.simulation import SimulatedMeter, SimulationPlan
from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.simulator.overrides import Overrides


class NotSimulated(KilowatchError):
    """The device has no simulated meter."""

    kind = Kind.NOT_FOUND
    code = "not_simulated"


class AlreadySimulated(KilowatchError):
    """The device has a simulated meter already."""

    kind = Kind.CONFLICT
    code = "already_simulated"


class Roster:
    """The meters of ``plan``, without those removed by ``overrides``, plus those it added."""

    def __init__(self, plan: SimulationPlan, overrides: Overrides) -> None:
        self._plan = plan
        self._overrides = overrides

    def all(self) -> list[SimulatedMeter]:
        """Return every meter, including silent ones."""
        planned = (each for each in self._plan.simulated if each.device_id not in self._gone)
        return [*planned, *self._overrides.added]

    def playing(self) -> list[SimulatedMeter]:
        """Return those that report while the simulation runs."""
        return [each for each in self.all() if each.device_id not in self._overrides.idle]

    def find(self, device_id: UUID) -> SimulatedMeter:
        """Return the meter of a device. Raises `NotSimulated`."""
        for each in self.all():
            if each.device_id == device_id:
                return each
        raise NotSimulated("This device has no simulated meter.")

    def check_free(self, device_id: UUID) -> None:
        """Raise `AlreadySimulated` if the device has a simulated meter."""
        if any(each.device_id == device_id for each in self.all()):
            raise AlreadySimulated("This device has a simulated meter already.")

    def add(self, meter: SimulatedMeter) -> None:
        """Add a meter. Raises `AlreadySimulated`."""
        self.check_free(meter.device_id)
        self._overrides.added.append(meter)

    def remove(self, device_id: UUID) -> None:
        """Remove a meter, and its overrides. Raises `NotSimulated`."""
        gone = self.find(device_id).device_id
        overrides = self._overrides
        overrides.added[:] = [each for each in overrides.added if each.device_id != gone]
        overrides.bursts[:] = [each for each in overrides.bursts if each.device_id != gone]
        overrides.idle.discard(gone)
        if any(each.device_id == gone for each in self._plan.simulated):
            self._gone.add(gone)

    @property
    def _gone(self) -> set[DeviceId]:
        return self._overrides.removed
