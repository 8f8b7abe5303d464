"""``kilowatch simulate`` and ``kilowatch replay``."""

import asyncio
import contextlib
import sys
import time
from collections.abc import Coroutine, Generator, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
import uvloop
from cyclopts import App, Parameter
from cyclopts.validators import Number
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kilowatch.contracts.ids import DeviceId
from kilowatch.simulator.live import LiveMeter, LiveMeters
from kilowatch.simulator.load import Day
from kilowatch.simulator.memory import Memory
from kilowatch.simulator.meter import MINUTES_PER_HOUR, Meter, Surge, on_grid
from kilowatch.simulator.pace import Clock, Pace
from kilowatch.simulator.plan import PlanError, load_memory, load_plan, play
from kilowatch.simulator.publisher import Publisher
from kilowatch.simulator.replay import (
    Format,
    RecordingError,
    detect_format,
    recorded_readings,
    replay,
)
from kilowatch.simulator.settings import NoBroker, SimulatorSettings, find_broker
from kilowatch.simulator.wire import Reading

app = App(name="simulator", help="Play meters.")

ProfileName = Literal["household", "heat-pump", "shop", "ev-charger"]
Speed = Literal["max"] | Annotated[float, Parameter(validator=Number(gt=0))]

PEAK_HOUR = 19
PEAK_SHARE = 1.2
"""Of the limit in the one hour of a day; above one, so that whatever else is used comes on top."""

LIVE_PEAK_SHARE = 3.0
"""While live: the limit is passed within twenty minutes of any hour."""

T = TypeVar("T")


@app.command(name="simulate")
def simulate(
    *,
    device: UUID | None = None,
    date: date | None = None,
    broker: str | None = None,
    interval: timedelta = timedelta(minutes=10),
    profile: ProfileName = "household",
    seed: int = 0,
    speed: Speed | None = None,
    time_zone: str = "UTC",
    over_limit: Annotated[float | None, Parameter(validator=Number(gt=0))] = None,
    demo: Path | None = None,
) -> None:
    """Play a meter: one day of it, or live from now on.

    Parameters
    ----------
    device
        Identifier of the device whose meter this is.
    date
        Send this day and end; without it each interval is sent when it ends.
    broker
        AMQP URL; else KILOWATCH_METER_AMQP_URL, else of the platform that runs here.
    interval
        How often the meter reports, such as 10m or 30s.
    profile
        What kind of consumer it is.
    seed
        Another seed is another consumer of that kind.
    speed
        How many times faster than real time, or max (the default with a date; not live).
    time_zone
        Where the device stands.
    over_limit
        Use more than this in an hour (kWh): from 19 to 20 o'clock of the day, or live always.
    demo
        Play all meters of this plan, which the platform's demo has written.

    """
    _log_to_stderr()
    with _told_plainly():
        url = find_broker(broker, _settings())
        if demo is not None:
            _run(play(load_plan(demo), url, load_memory(demo)))
            return
        if device is None:
            raise SystemExit("Say which device to play: --device ID.")
        step_s = _whole_seconds(interval)
        kind = (DeviceId(device), profile, _zone(time_zone), seed)
        if date is not None:
            meter = Meter(*kind, _surge(over_limit, {PEAK_HOUR}, PEAK_SHARE))
            pace = Pace(_factor(speed, default=None))
            _run(_send_counted(_day_readings(meter, date, step_s), url, 1, pace, None))
            return
        factor = _factor(speed, default=1.0)
        if factor is None:
            raise SystemExit("Live has no maximal speed: give a number, or a --date.")
        live = Meter(*kind, _surge(over_limit, range(24), LIVE_PEAK_SHARE))
        _run(_play_live(live, step_s, url, Clock(factor)))


@app.command(name="replay")
def replay_file(
    file: Path,
    /,
    *,
    device: UUID,
    broker: str | None = None,
    speed: Speed = "max",
    file_format: Annotated[Literal["auto", "london", "uci"], Parameter(name="--format")] = "auto",
    interval_end: Annotated[bool | None, Parameter(negative="--interval-start")] = None,
    batch: Annotated[int, Parameter(validator=Number(gte=1, lte=1000))] = 1,
) -> None:
    """Send a real recording as its meter would have sent it, with all its dirt.

    Parameters
    ----------
    file
        The recording.
    device
        Identifier of the device it is sent for.
    broker
        AMQP URL; else KILOWATCH_METER_AMQP_URL, else of the platform that runs here.
    speed
        How many times faster than it happened, or max.
    file_format
        What file it is; auto looks at its header.
    interval_end
        Whether its timestamps are ends or starts of intervals, if not as its format has it.
    batch
        Readings in a message.

    """
    _log_to_stderr()
    with _told_plainly():
        url = find_broker(broker, _settings())
        known = detect_format(file) if file_format == "auto" else Format(file_format)
        readings = recorded_readings(file, DeviceId(device), known, stamps_end=interval_end)
        with file.open("rb") as lines:
            rows = sum(1 for _ in lines) - 1
        _run(_send_counted(readings, url, batch, Pace(_factor(speed, default=None)), rows))


def _day_readings(meter: Meter, date: date, step_s: int) -> Iterator[Reading]:
    for start, seconds in Day(date, meter.zone).intervals(step_s):
        yield Reading(start, str(meter.device_id), meter.energy_kwh(start, seconds), seconds)


async def _play_live(meter: Meter, step_s: int, url: str, clock: Clock) -> None:
    alive = LiveMeter(meter, meter, step_s, step_s, begin=on_grid(clock.now(), step_s))
    async with Publisher(url) as publisher:
        await LiveMeters([alive], publisher, Memory(), clock).run()


async def _send_counted(
    readings: Iterable[Reading], url: str, batch: int, pace: Pace, total: int | None
) -> None:
    """Send, show how far it is, and say at the end what the broker has confirmed."""
    begun_s = time.monotonic()
    async with Publisher(url) as publisher:
        with _progress() as progress:
            bar = progress.add_task("confirmed", total=total)

            async def show() -> None:
                while True:
                    progress.update(bar, completed=publisher.confirmed_readings)
                    await asyncio.sleep(0.2)

            showing = asyncio.create_task(show())
            try:
                await replay(publisher, readings, batch, pace)
            finally:
                showing.cancel()
                progress.update(bar, completed=publisher.confirmed_readings)
                _say_counts(publisher, time.monotonic() - begun_s)


def _say_counts(publisher: Publisher, seconds: float) -> None:
    print(  # noqa: T201 - the result of the command
        f"{publisher.sent_messages:,} messages sent, {publisher.confirmed_messages:,} confirmed: "
        f"{publisher.confirmed_readings:,} readings in {seconds:.1f} s"
    )


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)


def _run(work: Coroutine[Any, Any, T]) -> T:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


def _settings() -> SimulatorSettings:
    return SimulatorSettings()


@contextlib.contextmanager
def _told_plainly() -> Generator[None]:
    """A mistake of the caller is a sentence, not a traceback."""
    try:
        yield
    except (NoBroker, RecordingError, PlanError, OSError, ValidationError) as error:
        raise SystemExit(str(error)) from None


def _surge(limit_kwh: float | None, hours: Iterable[int], share: float) -> Surge | None:
    if limit_kwh is None:
        return None
    return Surge(limit_kwh * share, frozenset(hours), MINUTES_PER_HOUR)


def _factor(speed: float | str | None, default: float | None) -> float | None:
    if speed is None:
        return default
    return None if isinstance(speed, str) else speed


def _whole_seconds(interval: timedelta) -> int:
    seconds = interval.total_seconds()
    if seconds < 1 or seconds > timedelta(days=1).total_seconds() or seconds % 1:
        raise SystemExit("--interval is a whole number of seconds, between a second and a day.")
    return int(seconds)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise SystemExit(f"There is no time zone {name!r}; try Europe/Bucharest.") from None


def _log_to_stderr() -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
