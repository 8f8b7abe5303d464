"""Runs all meters of a plan: recordings once, simulated ones from their history into today."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import structlog

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.simulation import RecordedMeter, SimulatedMeter, SimulationPlan
from kilowatch.contracts.time_zones import zone_or_utc
from kilowatch.simulator.forcing import Burst, ForcedMeter
from kilowatch.simulator.keyring import NoSecret
from kilowatch.simulator.live import LiveMeter, LiveMeters
from kilowatch.simulator.meter import Meter, Surge, on_grid
from kilowatch.simulator.pace import Clock, Pace
from kilowatch.simulator.publisher import Delivery, LoginRefused
from kilowatch.simulator.replay import (
    RecordingError,
    detect_format,
    recorded_readings,
    replay,
)
from kilowatch.simulator.reporting_state import ReportingState
from kilowatch.simulator.wire import BULK

log = structlog.get_logger()

HOURS_PER_DAY = 24


class PlanError(Exception):
    """A plan can't be run. Says why."""


def load_plan(path: Path) -> SimulationPlan:
    """Load the plan in the file at ``path``. Raises `PlanError`."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=SimulationPlan)
    except (OSError, *DECODING_ERRORS) as error:
        raise PlanError(f"{path} is no plan of a simulation: {error}") from error


def load_reporting_state(plan_path: Path) -> ReportingState:
    """Return the reporting state, stored in a file beside the plan. Raises `PlanError`."""
    path = plan_path.with_suffix(".memory.json")
    try:
        return ReportingState(path)
    except DECODING_ERRORS as error:
        raise PlanError(f"{path} is damaged: {error}") from error


async def play(plan: SimulationPlan, publisher: Delivery, reporting_state: ReportingState) -> None:
    """Run ``plan`` until cancelled, continuing at ``reporting_state``."""
    for recorded in plan.recorded:
        await replay_once(recorded, publisher, reporting_state)
    meters = [live_meter(each) for each in plan.simulated]
    await LiveMeters(meters, publisher, reporting_state, Clock()).run()


async def replay_once(
    meter: RecordedMeter, publisher: Delivery, reporting_state: ReportingState
) -> None:
    """Send a recording, unless it was sent before."""
    if reporting_state.is_replayed(meter.device_id):
        return
    path = Path(meter.file)
    try:
        readings = recorded_readings(path, meter.device_id, detect_format(path))
        await replay(publisher, readings, BULK, Pace(None))
    except (OSError, RecordingError, LoginRefused, NoSecret) as error:
        # The other meters continue without it.
        log.warning("recording.not_replayed", device_id=str(meter.device_id), error=str(error))
        return
    reporting_state.note_replayed(meter.device_id)
    log.info("recording.replayed", file=path.name, device_id=str(meter.device_id))


def live_meter(planned: SimulatedMeter, bursts: Sequence[Burst] = ()) -> LiveMeter:
    """Return the meter in a plan. Surges and bursts happen while it is live, not in its history.

    ``bursts`` may grow while it is live.
    """
    zone = zone_or_utc(planned.time_zone)
    surge = Surge(
        planned.surge_kw,
        frozenset(range(0, HOURS_PER_DAY, planned.surge_every_h)),
        planned.surge_min,
    )
    live = ForcedMeter(planned.device_id, planned.profile, zone, surge=surge)
    live.bursts = bursts
    return LiveMeter(
        past=Meter(planned.device_id, planned.profile, zone),
        live=live,
        history_interval_s=planned.history_interval_s,
        live_interval_s=planned.live_interval_s,
        begin=on_grid(planned.history_from, planned.history_interval_s),
    )
