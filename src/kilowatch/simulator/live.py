"""Live meters: each reports an interval when it ends, and missed ones later."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from kilowatch.simulator.keyring import NoSecret
from kilowatch.simulator.meter import Meter, next_on_grid, on_grid, steps
from kilowatch.simulator.outages import NEVER, Outages
from kilowatch.simulator.pace import Clock
from kilowatch.simulator.publisher import Delivery, LoginRefused
from kilowatch.simulator.register import Counter
from kilowatch.simulator.reporting_state import ReportingState
from kilowatch.simulator.wire import BULK, Reading, Register, Report, chunks, message

log = structlog.get_logger()

COARSE_AFTER = timedelta(hours=1)
"""A gap longer than this is reported in the long intervals of history."""

LONGEST_GAP = timedelta(days=400)
LONGEST_ROUND = timedelta(days=31)
REPORT_AT_ONCE = 50
"""Also how many meters log in at the same time; more would not be faster."""

WORTH_SAYING = timedelta(minutes=5)


@dataclass(frozen=True)
class LiveMeter:
    """A meter, and the intervals in which it reports. ``past`` has no surges; ``live`` may have.

    ``history_interval_s`` is a multiple of ``live_interval_s``; ``begin`` is on both grids.
    With a ``counter`` it reports the register at the end of each interval. In an outage it
    keeps its readings for later, or ``loses`` them; register values are then skipped.
    """

    past: Meter
    live: Meter
    history_interval_s: int
    live_interval_s: int
    begin: datetime
    counter: Counter | None = None
    outages: Outages = NEVER
    loses: bool = False

    def must_wait(self, now: datetime) -> bool:
        """Return true if it keeps due readings because it can't be reached."""
        return not self._forgets and self.outages.are_at(now)

    @property
    def _forgets(self) -> bool:
        return self.loses or self.counter is not None

    def readings(self, since: datetime, until: datetime) -> Iterator[Report]:
        """Return its report of a time span: the same intervals for the same arguments."""
        # After a change of the interval it continues with a shorter one, up to the grid.
        settled = min(next_on_grid(since, self.live_interval_s), until)
        if since < settled:
            yield from self._count(self.live, since, settled, _length_s(since, settled))
            since = settled
        coarse_from = coarse_until = until
        if until - since > COARSE_AFTER:
            coarse_from = next_on_grid(since, self.history_interval_s)
            coarse_until = on_grid(until, self.history_interval_s)
        if self.counter is not None and since == self.begin and not self.outages.are_at(since):
            yield self._shown(self.counter, since)
        yield from self._count(self.live, since, coarse_from, self.live_interval_s)
        yield from self._count(self.past, coarse_from, coarse_until, self.history_interval_s)
        yield from self._count(self.live, coarse_until, until, self.live_interval_s)

    def _count(
        self, meter: Meter, since: datetime, until: datetime, step_s: int
    ) -> Iterator[Report]:
        name = str(meter.device_id)
        for start, seconds in steps(since, until, step_s):
            end = start + timedelta(seconds=seconds)
            if self._forgets and self.outages.are_at(end):
                continue
            if self.counter is not None:
                yield self._shown(self.counter, end)
            else:
                yield Reading(start, name, meter.energy_kwh(start, seconds), seconds)

    def _shown(self, counter: Counter, moment: datetime) -> Register:
        return Register(moment, str(self.live.device_id), counter.shows_kwh(moment))


class LiveMeters:
    """Reports for all ``meters``, indefinitely, through one publisher."""

    def __init__(
        self,
        meters: Sequence[LiveMeter],
        publisher: Delivery,
        reporting_state: ReportingState,
        clock: Clock,
    ) -> None:
        self._meters = list(meters)
        self._publisher = publisher
        self._reporting_state = reporting_state
        self._clock = clock

    async def run(self) -> None:
        """Report until cancelled. During a broker outage the meters keep their readings."""
        while True:
            if not await self._report_all():
                now = self._clock.now()
                await self._clock.wait_until(
                    min(on_grid(now, m.live_interval_s) + _seconds(m) for m in self._meters)
                )

    async def _report_all(self) -> bool:
        """Let every meter report what is due. Return whether any has more."""
        at_once = asyncio.Semaphore(REPORT_AT_ONCE)

        async def report(meter: LiveMeter) -> bool:
            async with at_once:
                try:
                    return await self.report(meter)
                except (LoginRefused, NoSecret) as error:
                    self._give_up(meter, error)
                    return False

        return any(await asyncio.gather(*(report(meter) for meter in self._meters)))

    def _give_up(self, meter: LiveMeter, error: LoginRefused | NoSecret) -> None:
        """Continue without a meter that is denied, unless it is the last one."""
        device_id = str(meter.live.device_id)
        log.error("meter.given_up", device_id=device_id, reason=str(error))
        self._meters.remove(meter)
        if not self._meters:
            raise error

    async def report(self, meter: LiveMeter) -> bool:
        """Report what is due, at most `LONGEST_ROUND` of it. Return whether more is due."""
        now = on_grid(self._clock.now(), meter.live_interval_s)
        since, until = self._round(meter, now)
        if until <= since or meter.must_wait(now):
            return False
        device_id = meter.live.device_id
        self._reporting_state.note_trying(device_id, since, until)
        for chunk in chunks(meter.readings(since, until), BULK):
            await self._publisher.send(message(chunk))
        await self._publisher.drain(str(device_id))
        self._reporting_state.note_reported(device_id, until)
        if until - since > WORTH_SAYING:
            log.info(
                "meter.caught_up",
                device_id=str(device_id),
                since=since.isoformat(),
                until=until.isoformat(),
            )
        return until < now

    def _round(self, meter: LiveMeter, now: datetime) -> tuple[datetime, datetime]:
        reported = self._reporting_state.reported(meter.live.device_id)
        if reported is not None and reported.trying_until > reported.until:
            return reported.until.astimezone(UTC), reported.trying_until.astimezone(UTC)
        since = reported.until.astimezone(UTC) if reported is not None else meter.begin
        if now - since > LONGEST_GAP:
            since = next_on_grid(now - LONGEST_GAP, meter.history_interval_s)
        return since, min(now, since + LONGEST_ROUND)


def _length_s(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds())


def _seconds(meter: LiveMeter) -> timedelta:
    return timedelta(seconds=meter.live_interval_s)
