"""``kilowatch simulate`` and ``kilowatch replay``."""

import asyncio
import getpass
import sys
from collections.abc import Coroutine, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
import uvloop
from cyclopts import App, Parameter
from cyclopts.validators import Number

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.time_zones import UNKNOWN_TIME_ZONE, is_time_zone
from kilowatch.simulator.administrator import device_id_of
from kilowatch.simulator.keyring import Keyring
from kilowatch.simulator.metering import Metering
from kilowatch.simulator.mistakes import told_plainly
from kilowatch.simulator.pace import Pace
from kilowatch.simulator.plan import load_plan, load_reporting_state, play
from kilowatch.simulator.playing import Consumers, Login, Play, play_day, play_on
from kilowatch.simulator.profiles import PROFILES
from kilowatch.simulator.replay import (
    Format,
    detect_format,
    recorded_readings,
    replay,
)
from kilowatch.simulator.sending import read_devices, send_counted
from kilowatch.simulator.settings import SimulatorSettings, find_endpoint, find_keyring
from kilowatch.simulator.transports import Fleet, Transport

app = App(name="simulator", help="Play meters.")

MIXED = "mixed"
ProfileName = Literal["household", "heat-pump", "shop", "ev-charger", "mixed"]
Speed = Literal["max"] | Annotated[float, Parameter(validator=Number(gt=0))]

T = TypeVar("T")


@app.command(name="simulate")
def simulate(
    *,
    device: UUID | None = None,
    devices: Annotated[int | None, Parameter(validator=Number(gte=1, lte=10_000))] = None,
    device_file: Path | None = None,
    login: str | None = None,
    date: date | None = None,
    via: Transport = Transport.AMQP,
    broker: str | None = None,
    ca_file: Path | None = None,
    interval: timedelta = timedelta(minutes=10),
    profile: ProfileName = "household",
    seed: int = 0,
    speed: Speed | None = None,
    time_zone: str = "UTC",
    over_limit: Annotated[float | None, Parameter(validator=Number(gt=0))] = None,
    demo: Path | None = None,
    metering: Annotated[Metering | None, Parameter(name="*")] = None,
) -> None:
    """Simulate meters: one day of readings, or live from now on.

    Parameters
    ----------
    device
        Identifier of the simulated device.
    devices
        Number of meters: from the device file, else devices that --login registers.
    device_file
        Devices to simulate, one per line, each with its secret after a space if it is not stored.
    login
        Username of an administrator who registers devices and issues their credentials; the
        password is KILOWATCH_LOGIN_PASSWORD, or asked for.
    date
        Send this day and end; without it each interval is sent when it ends.
    via
        How they report: amqp, mqtt or http.
    broker
        Where they report, such as mqtts://host:8883; else KILOWATCH_METER_AMQP_URL (…_MQTT_URL,
        …_HTTP_URL), else the local platform.
    ca_file
        With TLS, certificates to trust instead of the machine's (KILOWATCH_METER_CA_FILE).
    interval
        How often a meter reports, such as 10m or 30s.
    profile
        Kind of consumer; mixed uses every kind in turn.
    seed
        Another seed is another consumer of that kind.
    speed
        How many times faster than real time, or max (the default with a date; not live).
    time_zone
        Time zone of the devices.
    over_limit
        Exceed this energy in an hour (kWh): from 19 to 20 o'clock of the day, or live always.
    demo
        Simulate all meters of this plan, written by the platform's demo.
    metering
        How the meters measure, and whether they can be reached.

    """
    _log_to_stderr()
    with told_plainly():
        settings = SimulatorSettings()
        endpoint = find_endpoint(broker, via, settings, ca_file)
        if demo is not None:
            _run(_play_plan(demo, Fleet(endpoint, find_keyring(settings, {}))))
            return
        known = _chosen(device, devices, device_file, seed, settings)
        meters = Play(
            devices=list(known),
            secrets={str(each): secret for each, secret in known.items() if secret},
            consumers=Consumers(_profiles(profile), _zone(time_zone), seed, over_limit),
            step_s=_whole_seconds(interval),
            endpoint=endpoint,
            login=_login(login, settings, ca_file),
            registers=device is None and device_file is None,
            metering=(metering or Metering()).checked(one_device=device is not None),
        )
        _run(_playing(meters, settings, date, speed))


@app.command(name="replay")
def replay_file(
    file: Path,
    /,
    *,
    device: UUID,
    via: Transport = Transport.AMQP,
    broker: str | None = None,
    ca_file: Path | None = None,
    speed: Speed = "max",
    file_format: Annotated[Literal["auto", "london", "uci"], Parameter(name="--format")] = "auto",
    interval_end: Annotated[bool | None, Parameter(negative="--interval-start")] = None,
    batch: Annotated[int, Parameter(validator=Number(gte=1, lte=1000))] = 1,
) -> None:
    """Replay a real recording as its meter would have sent it, errors included.

    Parameters
    ----------
    file
        The recording.
    device
        Identifier of the device it is sent for.
    via
        How it reports: amqp, mqtt or http.
    broker
        Where it reports, such as mqtts://host:8883; else KILOWATCH_METER_AMQP_URL (…_MQTT_URL,
        …_HTTP_URL), else the local platform.
    ca_file
        With TLS, certificates to trust instead of the machine's (KILOWATCH_METER_CA_FILE).
    speed
        How many times faster than it happened, or max.
    file_format
        Format of the file; auto detects it from the header.
    interval_end
        Whether its timestamps are ends or starts of intervals, if not as its format has it.
    batch
        Readings in a message.

    """
    _log_to_stderr()
    with told_plainly():
        settings = SimulatorSettings()
        endpoint = find_endpoint(broker, via, settings, ca_file)
        fleet = Fleet(endpoint, _keyring(device, settings))
        known = detect_format(file) if file_format == "auto" else Format(file_format)
        readings = recorded_readings(file, DeviceId(device), known, stamps_end=interval_end)
        with file.open("rb") as lines:
            rows = sum(1 for _ in lines) - 1
        pace = Pace(_factor(speed, default=None))

        async def send() -> None:
            async with fleet:
                await send_counted(fleet, replay(fleet, readings, batch, pace), rows)

        _run(send())


def _playing(
    play: Play, settings: SimulatorSettings, date: date | None, speed: float | str | None
) -> Coroutine[Any, Any, None]:
    """Simulate a day of the meters, or live from now on."""
    if date is not None:
        return play_day(play, settings, date, _factor(speed, default=None))
    factor = _factor(speed, default=1.0)
    if factor is None:
        raise SystemExit("Live has no maximal speed: give a number, or a --date.")
    return play_on(play, settings, factor)


async def _play_plan(path: Path, fleet: Fleet) -> None:
    async with fleet:
        await play(load_plan(path), fleet, load_reporting_state(path))


def _chosen(
    device: UUID | None,
    count: int | None,
    file: Path | None,
    seed: int,
    settings: SimulatorSettings,
) -> dict[DeviceId, str]:
    """Return the devices to simulate, each with its secret if given."""
    if device is not None:
        if count is not None or file is not None:
            raise SystemExit("Say either --device, or --devices and --device-file.")
        return {DeviceId(device): _said_secret(settings)}
    if file is not None:
        return dict(list(read_devices(file).items())[:count])
    if count is None:
        raise SystemExit("Say which to play: --device ID, --devices N or --device-file FILE.")
    return {device_id_of(seed, number): "" for number in range(1, count + 1)}


def _keyring(device: UUID, settings: SimulatorSettings) -> Keyring:
    secret = _said_secret(settings)
    return find_keyring(settings, {str(device): secret} if secret else {})


def _said_secret(settings: SimulatorSettings) -> str:
    return settings.meter_secret.get_secret_value() if settings.meter_secret else ""


def _login(username: str | None, settings: SimulatorSettings, ca_file: Path | None) -> Login | None:
    if username is None:
        return None
    http = find_endpoint(None, Transport.HTTP, settings, ca_file)
    if settings.login_password is not None:
        password = settings.login_password.get_secret_value()
    elif sys.stdin.isatty():
        password = getpass.getpass(f"Password of {username}: ")
    else:
        raise SystemExit("Say the administrator's password in KILOWATCH_LOGIN_PASSWORD.")
    return Login(http.url, username, password, http.ca_file)


def _profiles(name: str) -> Sequence[str]:
    return list(PROFILES) if name == MIXED else [name]


def _run(work: Coroutine[Any, Any, T]) -> T:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


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
    if not is_time_zone(name):
        raise SystemExit(f"--time-zone: {name[:100]!r} {UNKNOWN_TIME_ZONE}.")
    return ZoneInfo(name)


def _log_to_stderr() -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
