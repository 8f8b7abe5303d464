"""The simulation of a plan as a service: it runs, is stopped, changed, and forced to excess."""

import asyncio
from typing import Final
from uuid import UUID

import msgspec
import structlog

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.simulation import SimulatedMeter, SimulationPlan
from kilowatch.contracts.time_zones import zone_or_utc
from kilowatch.kit.background import end_tasks
from kilowatch.kit.errors import KilowatchError, Kind, Unavailable
from kilowatch.simulator.forcing import Burst, burst_of
from kilowatch.simulator.keyring import HasCredential, NoSecret
from kilowatch.simulator.live import LiveMeter, LiveMeters
from kilowatch.simulator.overrides import OverridesFile
from kilowatch.simulator.pace import Clock
from kilowatch.simulator.plan import live_meter, replay_once
from kilowatch.simulator.publisher import LoginRefused
from kilowatch.simulator.reporting_state import ReportingState
from kilowatch.simulator.roster import Roster
from kilowatch.simulator.schemas import (
    Force,
    MeterAddition,
    MeterView,
    SimulationChange,
    SimulationView,
)
from kilowatch.simulator.transports import Fleet

log = structlog.get_logger()

FINISH_WITHIN_S: Final = 5.0
AGAIN_AFTER_S: Final = 30.0
USUAL_INTERVAL_S: Final = 10


class MeterSilent(KilowatchError):
    """The simulated meter doesn't report at present."""

    kind = Kind.CONFLICT
    code = "meter_silent"
    remedy = "Let it report first."


class MeterElsewhere(KilowatchError):
    """The device has a credential that the simulator doesn't know: a meter of its own."""

    kind = Kind.CONFLICT
    code = "meter_elsewhere"
    remedy = "Revoke its credential first."


class Simulation:
    """Runs the meters of ``plan`` through ``fleet``, as changed by ``overrides_file``."""

    def __init__(
        self,
        plan: SimulationPlan,
        fleet: Fleet,
        reporting_state: ReportingState,
        overrides_file: OverridesFile,
    ) -> None:
        self._plan = plan
        self._fleet = fleet
        self._reporting_state = reporting_state
        self._file = overrides_file
        self._overrides = overrides_file.overrides
        self._roster = Roster(plan, self._overrides)
        self._clock = Clock()
        self._turn = asyncio.Lock()
        self._halt = asyncio.Event()
        self._go = asyncio.Event()
        self._still = asyncio.Event()
        self._still.set()

    async def run(self) -> None:
        """Replay the recordings once, then run until cancelled."""
        for recorded in self._plan.recorded:
            await replay_once(recorded, self._fleet, self._reporting_state)
        self._resume()
        while True:
            await self._go.wait()
            if self._halt.is_set():
                continue
            self._still.clear()
            await self._play_until_halted()
            self._still.set()

    def view(self) -> SimulationView:
        """Return the current state."""
        meters = self._roster.all()
        return SimulationView(
            is_running=self._overrides.is_running,
            interval_s=self._overrides.interval_s
            or min((each.live_interval_s for each in meters), default=USUAL_INTERVAL_S),
            meters=[self._view_of(each) for each in meters],
            confirmed_readings=self._fleet.confirmed_readings,
            rejected_readings=self._fleet.refused_readings,
        )

    async def change(self, change: SimulationChange) -> SimulationView:
        """Stop, start or change it. Raises `NotSimulated`, `Unavailable`."""
        wanted = {self._roster.find(each).device_id for each in change.meters or ()}
        async with self._turn:
            await self._pause()
            try:
                if (
                    change.interval_s is not None
                    and change.interval_s != self._overrides.interval_s
                ):
                    # What is in flight has to be sent in the same intervals.
                    await self._finish()
                    self._overrides.interval_s = change.interval_s
                if change.meters is not None:
                    known = {each.device_id for each in self._roster.all()}
                    self._overrides.idle = known - wanted
                if change.is_running is not None:
                    self._overrides.is_running = change.is_running
                self._file.save()
            finally:
                self._resume()
        log.info("simulation.shaped", **change.model_dump(mode="json", exclude_none=True))
        return self.view()

    async def add(self, addition: MeterAddition, time_zone: str) -> MeterView:
        """Add a meter, from this moment on.

        Raises `AlreadySimulated`, `MeterElsewhere`, `Unavailable`.
        """
        device_id = DeviceId(addition.device_id)
        async with self._turn:
            self._roster.check_free(device_id)
            await self._equip(device_id)
            await self._pause()
            try:
                meter = self._new_meter(device_id, addition.profile, time_zone)
                self._roster.add(meter)
                self._file.save()
            finally:
                self._resume()
        log.info("simulation.meter_added", device_id=str(meter.device_id), profile=meter.profile)
        return self._view_of(meter)

    async def remove(self, device_id: UUID) -> None:
        """Remove a meter; its readings stay. Raises `NotSimulated`."""
        async with self._turn:
            self._roster.find(device_id)
            await self._pause()
            try:
                self._roster.remove(device_id)
                self._file.save()
                await self._fleet.dismiss(str(device_id))
            finally:
                self._resume()
        log.info("simulation.meter_removed", device_id=str(device_id))

    async def force(self, device_id: UUID, force: Force) -> MeterView:
        """Add energy to a meter. Raises `NotSimulated`, `MeterSilent`."""
        planned = self._roster.find(device_id)
        if not (self._overrides.is_running and planned.device_id not in self._overrides.idle):
            raise MeterSilent("The meter does not report now: let it report first.")
        now = self._clock.now()
        reported = self._reporting_state.reported(planned.device_id)
        earliest = now if reported is None else max(now, reported.trying_until)
        zone = zone_or_utc(planned.time_zone)
        burst = burst_of(planned.device_id, force.energy_kwh, force.over_s, earliest, zone)
        self._overrides.bursts[:] = [
            each for each in self._overrides.bursts if not self._is_over(each)
        ]
        self._overrides.bursts.append(burst)
        self._file.save()
        log.info("simulation.forced", device_id=str(device_id), energy_kwh=force.energy_kwh)
        return self._view_of(planned)

    def _view_of(self, planned: SimulatedMeter) -> MeterView:
        device_id = planned.device_id
        reported = self._reporting_state.reported(device_id)
        ends = [
            burst.end
            for burst in self._overrides.bursts
            if burst.device_id == device_id and not self._is_over(burst)
        ]
        return MeterView(
            device_id=device_id,
            profile=planned.profile,
            plays=device_id not in self._overrides.idle,
            reported_until=None if reported is None else reported.until,
            forced_until=max(ends, default=None),
        )

    def _is_over(self, burst: Burst) -> bool:
        """Return true if everything is reported."""
        reported = self._reporting_state.reported(burst.device_id)
        return reported is not None and reported.until >= burst.end

    def _new_meter(self, device_id: DeviceId, profile: str, time_zone: str) -> SimulatedMeter:
        """Return a meter without history, even if the device had a simulated one before."""
        now = self._clock.now().replace(microsecond=0)
        self._reporting_state.note_reported(device_id, now)
        return SimulatedMeter(
            device_id=device_id, profile=profile, time_zone=time_zone, history_from=now
        )

    async def _equip(self, device_id: DeviceId) -> None:
        try:
            await self._fleet.equip(str(device_id))
        except HasCredential as error:
            raise MeterElsewhere(
                "This device has a meter of its own: revoke its credential first."
            ) from error
        except NoSecret as error:
            log.warning("simulation.not_equipped", device_id=str(device_id), reason=str(error))
            raise Unavailable(
                "The platform issues the meter no credential right now; try again in a moment."
            ) from error

    async def _pause(self) -> None:
        self._go.clear()
        self._halt.set()
        await self._still.wait()

    def _resume(self) -> None:
        self._halt.clear()
        if self._overrides.is_running and self._roster.playing():
            self._go.set()

    async def _play_until_halted(self) -> None:
        playing = asyncio.create_task(self._play())
        halting = asyncio.create_task(self._halt.wait())
        try:
            await asyncio.wait({playing, halting}, return_when=asyncio.FIRST_COMPLETED)
            if playing.done():
                playing.result()
        finally:
            await end_tasks(playing, halting)

    async def _play(self) -> None:
        while True:
            meters = [self._live_meter(each) for each in self._roster.playing()]
            try:
                await LiveMeters(meters, self._fleet, self._reporting_state, self._clock).run()
            except (LoginRefused, NoSecret) as error:
                log.error("simulation.nobody_let_in", reason=str(error))
            await asyncio.sleep(AGAIN_AFTER_S)

    async def _finish(self) -> None:
        """Deliver what was in flight when the meters were stopped. Raises `Unavailable`."""
        meters = [self._live_meter(each) for each in self._roster.all()]
        reporting = LiveMeters(meters, self._fleet, self._reporting_state, self._clock)
        try:
            async with asyncio.timeout(FINISH_WITHIN_S):
                for meter in meters:
                    reported = self._reporting_state.reported(meter.live.device_id)
                    if reported is not None and reported.trying_until > reported.until:
                        await reporting.report(meter)
        except (TimeoutError, LoginRefused, NoSecret) as error:
            raise Unavailable(
                "The platform takes no readings right now; try again in a moment."
            ) from error

    def _live_meter(self, planned: SimulatedMeter) -> LiveMeter:
        interval_s = self._overrides.interval_s or planned.live_interval_s
        shaped = msgspec.structs.replace(planned, live_interval_s=interval_s)
        return live_meter(shaped, self._overrides.bursts)
