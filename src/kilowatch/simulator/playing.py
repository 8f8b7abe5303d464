"""Simulates the meters of a command: a day of each, or all of them live."""

import contextlib
import datetime as dt
import heapq
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from kilowatch.contracts.ids import DeviceId
from kilowatch.simulator.administrator import Administrator
from kilowatch.simulator.live import LiveMeter
from kilowatch.simulator.load import Day
from kilowatch.simulator.meter import MINUTES_PER_HOUR, Meter, Surge, on_grid
from kilowatch.simulator.metering import Kind, Metering
from kilowatch.simulator.pace import Clock, Pace
from kilowatch.simulator.publisher import WINDOW
from kilowatch.simulator.replay import send_when_due
from kilowatch.simulator.reporting import interval_reports, register_reports
from kilowatch.simulator.sending import play_live, send_counted
from kilowatch.simulator.settings import SimulatorSettings, find_keyring
from kilowatch.simulator.transports import Endpoint, Fleet
from kilowatch.simulator.wire import Due

SMALL_WINDOW: Final = 20
"""Messages of one meter in flight, if there are many meters."""

PEAK_HOUR: Final = 19
PEAK_SHARE: Final = 1.2
"""The share of the limit used in one hour of a day; above one, so other consumption adds to it."""

LIVE_PEAK_SHARE: Final = 3.0
"""While live: the limit is exceeded within twenty minutes of any hour."""


@dataclass(frozen=True)
class Login:
    """An administrator's login, to register devices and issue credentials at ``http_url``."""

    http_url: str
    username: str
    password: str = field(repr=False)
    ca_file: Path | None = None


@dataclass(frozen=True)
class Consumers:
    """The kind of consumers to simulate. ``profiles`` are used in turn."""

    profiles: Sequence[str]
    zone: ZoneInfo
    seed: int
    over_limit_kwh: float | None


@dataclass(frozen=True)
class Play:
    """The meters to simulate, with ``secrets`` not stored; ``registers`` creates the devices."""

    devices: Sequence[DeviceId]
    secrets: dict[str, str] = field(repr=False)
    consumers: Consumers
    step_s: int
    endpoint: Endpoint
    login: Login | None = None
    registers: bool = False
    metering: Metering = field(default_factory=Metering)


async def play_day(
    play: Play, settings: SimulatorSettings, date: dt.date, speed: float | None
) -> None:
    """Send one day of all meters, in the order of time; ``speed`` None is as fast as possible."""
    meters = _meters(play, {PEAK_HOUR}, PEAK_SHARE)
    async with _fleet(play, settings) as fleet:
        reports = _day_reports(play, meters, date)
        await send_counted(fleet, send_when_due(fleet, reports, Pace(speed)), None)


async def play_on(play: Play, settings: SimulatorSettings, speed: float) -> None:
    """Let all meters report live from now on, until cancelled."""
    clock = Clock(speed)
    begin = on_grid(clock.now(), play.step_s)
    meters = [_live_meter(play, each, begin) for each in _meters(play, range(24), LIVE_PEAK_SHARE)]
    async with _fleet(play, settings) as fleet:
        await play_live(fleet, meters, clock)


@contextlib.asynccontextmanager
async def _fleet(play: Play, settings: SimulatorSettings) -> AsyncGenerator[Fleet]:
    """Provide the meters' connections; with a login the devices are registered first."""
    window = WINDOW if len(play.devices) == 1 else SMALL_WINDOW
    if play.login is None:
        async with Fleet(play.endpoint, find_keyring(settings, play.secrets), window) as fleet:
            yield fleet
        return
    login = play.login
    async with Administrator(
        login.http_url, login.username, login.password, login.ca_file
    ) as administrator:
        if play.registers:
            zone = play.consumers.zone.key
            await administrator.register(play.devices, play.step_s, zone)
        keyring = find_keyring(settings, play.secrets, administrator)
        async with Fleet(play.endpoint, keyring, window) as fleet:
            yield fleet


def _meters(play: Play, hours: Iterable[int], share: float) -> list[Meter]:
    kind = play.consumers
    surge = None
    if kind.over_limit_kwh is not None:
        surge = Surge(kind.over_limit_kwh * share, frozenset(hours), MINUTES_PER_HOUR)
    return [
        Meter(
            device_id,
            kind.profiles[number % len(kind.profiles)],
            kind.zone,
            kind.seed,
            surge,
            play.metering.consumer,
        )
        for number, device_id in enumerate(play.devices)
    ]


def _live_meter(play: Play, meter: Meter, begin: dt.datetime) -> LiveMeter:
    metering = play.metering
    return LiveMeter(
        past=meter,
        live=meter,
        history_interval_s=play.step_s,
        live_interval_s=play.step_s,
        begin=begin,
        counter=metering.counter_of(meter) if metering.kind is Kind.REGISTER else None,
        outages=metering.outages_of(meter),
        loses=metering.lose,
    )


def _day_reports(play: Play, meters: Sequence[Meter], date: dt.date) -> Iterator[Due]:
    """Yield the messages of all meters for a day, in the order in which they are sent."""
    metering, day = play.metering, Day(date, play.consumers.zone)

    def reports_of(meter: Meter) -> Iterator[Due]:
        outages = metering.outages_of(meter)
        if metering.kind is Kind.REGISTER:
            return register_reports(meter, metering.counter_of(meter), day, play.step_s, outages)
        return interval_reports(meter, day, play.step_s, outages, loses=metering.lose)

    return heapq.merge(*map(reports_of, meters), key=lambda due: due.moment)
