"""Real recordings, sent as they are: in the order of the file, including faulty rows.

A repeated row is sent twice and a value that is not a number is sent as text: rejecting it is
the platform's task.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from kilowatch.contracts.ids import DeviceId
from kilowatch.simulator.pace import Pace
from kilowatch.simulator.publisher import Delivery
from kilowatch.simulator.wire import Due, Reading, chunks, message

MINUTES_PER_HOUR = 60
SMALLEST_KWH = Decimal("1e-9")

_json_number = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")


class RecordingError(Exception):
    """A file is not a readable recording. Says which line and why."""


class Format(StrEnum):
    """The known formats."""

    LONDON = "london"
    UCI = "uci"


class Row(NamedTuple):
    """A row of a recording: its local time and its value as written."""

    stamp: datetime
    value: str


class Source(NamedTuple):
    """A file format: its columns and their meaning."""

    header_word: str
    read: Callable[[dict[str, str]], Row]
    interval_s: int
    stamps_end: bool
    zone: ZoneInfo


def _london_row(row: dict[str, str]) -> Row:
    return Row(datetime.fromisoformat(row["DateTime"]), row["KWH/hh (per half hour)"].strip())


def _uci_row(row: dict[str, str]) -> Row:
    stamp = datetime.fromisoformat(f"{row['Date']} {row['Time']}")
    return Row(stamp, _kwh_of_a_minute(row["Global_active_power"].strip()))


def _kwh_of_a_minute(power_kw: str) -> str:
    """Return the energy of a minute at this mean power; a text is unchanged."""
    try:
        kwh = (Decimal(power_kw) / MINUTES_PER_HOUR).quantize(SMALLEST_KWH)
    except InvalidOperation:
        return power_kw
    return f"{kwh:f}"


SOURCES = {
    Format.LONDON: Source("KWH/hh", _london_row, 1800, stamps_end=True, zone=ZoneInfo("UTC")),
    Format.UCI: Source(
        "Global_active_power", _uci_row, 60, stamps_end=False, zone=ZoneInfo("Europe/Paris")
    ),
}


def detect_format(path: Path) -> Format:
    """Return the format of the file at ``path`` by its header. Raises `RecordingError`."""
    with path.open(encoding="utf-8") as file:
        header = file.readline()
    for known, source in SOURCES.items():
        if source.header_word in header:
            return known
    raise RecordingError(f"{path.name} has no header we know: {', '.join(SOURCES)}.")


def recorded_readings(
    path: Path, device_id: DeviceId, known: Format, *, stamps_end: bool | None = None
) -> Iterator[Reading]:
    """Yield the readings in the file, one per row, in order. Raises `RecordingError`.

    ``stamps_end`` says whether timestamps are ends of intervals, if that differs from the
    format.
    """
    source = SOURCES[known]
    ends = source.stamps_end if stamps_end is None else stamps_end
    shift = timedelta(seconds=source.interval_s if ends else 0)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            try:
                stamp, value = source.read(row)
            except (KeyError, ValueError, AttributeError) as error:
                raise RecordingError(f"{path.name}, line {rows.line_num}: {error!r}") from error
            start = stamp.replace(tzinfo=source.zone).astimezone(UTC) - shift
            yield Reading(start, str(device_id), wire_value(value), source.interval_s)


def wire_value(text: str) -> msgspec.Raw | str:
    """Return a number digit by digit as in the file, anything else as text."""
    return msgspec.Raw(text.encode()) if _json_number.fullmatch(text) else text


async def replay(publisher: Delivery, readings: Iterable[Reading], batch: int, pace: Pace) -> None:
    """Send ``readings`` in messages of ``batch``; return when all are confirmed."""
    for chunk in chunks(readings, batch):
        await pace.wait_for(chunk[-1].timestamp)
        await publisher.send(message(chunk))
    await publisher.drain()


async def send_when_due(publisher: Delivery, reports: Iterable[Due], pace: Pace) -> None:
    """Send each report when it is due; return when all are confirmed."""
    for due in reports:
        await pace.wait_for(due.moment)
        await publisher.send(message([due.report]))
    await publisher.drain()
