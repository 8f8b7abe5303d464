"""Sending from a terminal: progress, counts, and errors in plain words."""

import asyncio
import time
from collections.abc import Awaitable, Iterable
from pathlib import Path
from typing import Final
from uuid import UUID

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kilowatch.contracts.ids import DeviceId
from kilowatch.simulator.live import LiveMeter, LiveMeters
from kilowatch.simulator.pace import Clock
from kilowatch.simulator.reporting_state import ReportingState
from kilowatch.simulator.transports import Fleet

log = structlog.get_logger()

SHOW_EVERY_S: Final = 0.2
SAY_EVERY_S: Final = 10.0


class DevicesFileError(Exception):
    """A file is not a list of devices. Says which line and why."""


async def send_counted(fleet: Fleet, sending: Awaitable[None], total: int | None) -> None:
    """Send, show the progress, and report at the end what the platform has confirmed.

    Raises SystemExit if some were rejected permanently; the log has the reasons.
    """
    begun_s = time.monotonic()
    with _progress() as progress:
        bar = progress.add_task("confirmed", total=total)

        async def show() -> None:
            while True:
                progress.update(bar, completed=fleet.confirmed_readings)
                await asyncio.sleep(SHOW_EVERY_S)

        showing = asyncio.create_task(show())
        try:
            await sending
        finally:
            showing.cancel()
            progress.update(bar, completed=fleet.confirmed_readings)
            _say_counts(fleet, time.monotonic() - begun_s)
    if fleet.refused_readings:
        raise SystemExit(1)


def _say_counts(fleet: Fleet, seconds: float) -> None:
    refused = f", {fleet.refused_readings:,} refused" if fleet.refused_readings else ""
    print(  # noqa: T201 - the result of the command
        f"{fleet.sent_messages:,} messages sent, {fleet.confirmed_messages:,} confirmed: "
        f"{fleet.confirmed_readings:,} readings{refused} in {seconds:.1f} s"
    )


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)


async def play_live(fleet: Fleet, meters: Iterable[LiveMeter], clock: Clock) -> None:
    """Let ``meters`` report live until cancelled, and print their status from time to time."""
    alive = list(meters)
    saying = asyncio.create_task(_say_how_it_goes(fleet, len(alive)))
    try:
        await LiveMeters(alive, fleet, ReportingState(), clock).run()
    finally:
        saying.cancel()


async def _say_how_it_goes(fleet: Fleet, meters: int) -> None:
    before = 0
    while True:
        await asyncio.sleep(SAY_EVERY_S)
        confirmed = fleet.confirmed_readings
        rate = round((confirmed - before) / SAY_EVERY_S, 1)
        log.info("meters.live", meters=meters, confirmed=confirmed, readings_per_s=rate)
        before = confirmed


def read_devices(path: Path) -> dict[DeviceId, str]:
    """Return the devices of a file, one per line, each optionally with its secret.

    Raises `DevicesFileError`, `OSError`.
    """
    devices: dict[DeviceId, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        name, _, secret = line.partition("#")[0].strip().partition(" ")
        if not name:
            continue
        try:
            devices[DeviceId(UUID(name))] = secret.strip()
        except ValueError:
            raise DevicesFileError(
                f"{path.name}, line {number}: a line is a device's identifier, and perhaps its "
                "secret after a space."
            ) from None
    if not devices:
        raise DevicesFileError(f"{path.name} names no device.")
    return devices
