"""Finds in the logs of all processes the lines about one request, reading or device."""

import re
from collections.abc import Collection, Generator, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

_TIME: Final = re.compile(r'(?:\{.*"timestamp": ?")?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)')
_ID: Final = re.compile(r'\bcorrelation_id(?:=|": ?")\'?([0-9A-Za-z-]+)')
_CONTAINS: Final = re.compile(r'\bcontains(?:=|": ?)\[([^\]]*)\]')
_CONTINUED: Final = "    "
"""The beginnings of the lines of a traceback."""


class LogLine(msgspec.Struct, frozen=True, order=True):
    """A log entry: its time, its process, and its text with the traceback, if any."""

    at: datetime
    process: str
    text: str

    @property
    def correlation_id(self) -> str | None:
        """Return the correlation id of the entry."""
        found = _ID.search(self.text)
        return found[1] if found else None

    def contains(self, ids: Collection[str]) -> bool:
        """Return true if it is about a batch with a message of one of ``ids``."""
        found = _CONTAINS.search(self.text)
        return bool(found) and any(each.strip(" '\"") in ids for each in found[1].split(","))


class Window(msgspec.Struct, frozen=True):
    """The time within ``margin`` of ``at``; all time if that is None."""

    at: datetime | None = None
    margin: timedelta = timedelta(minutes=1)

    def holds(self, moment: datetime) -> bool:
        """Return true if ``moment`` is in the window."""
        return self.at is None or abs(moment - self.at) <= self.margin


def trace(folder: Path, word: str, window: Window) -> list[LogLine]:
    """Return the lines about ``word``, a correlation id or a device's identifier, oldest first.

    These are all lines with the ids of those that name it, and of the batches in which its
    messages were dispatched. Other messages of such a batch are excluded.
    """
    paths = _log_files(folder)
    naming = re.compile(rf"(?<![0-9A-Za-z-]){re.escape(word)}(?![0-9A-Za-z-])")
    named = [each for each in _lines(paths, window) if naming.search(each.text)]
    ids = {word, *_ids_of(each for each in named if not each.contains({word}))}
    ids |= _ids_of(each for each in _lines(paths, window) if each.contains(ids))
    found = (each for each in _lines(paths, window) if each.correlation_id in ids)
    return sorted({*named, *found})


def _ids_of(lines: Iterable[LogLine]) -> set[str]:
    return {each.correlation_id for each in lines if each.correlation_id is not None}


def _log_files(folder: Path) -> list[Path]:
    """Return the log files of each process, oldest first."""
    return sorted(each for each in folder.glob("*.log*") if re.search(r"\.log(\.\d+)?$", each.name))


def _lines(paths: Iterable[Path], window: Window) -> Generator[LogLine]:
    for path in paths:
        process = path.name.partition(".log")[0]
        for at, text in _entries(path):
            if window.holds(at):
                yield LogLine(at, process, text)


def _entries(path: Path) -> Generator[tuple[datetime, str]]:
    """Yield the entries of a log that begin with a time; other programs use other formats."""
    at: datetime | None = None
    text: list[str] = []
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            if at is not None and line.startswith(_CONTINUED):
                text.append(line)
                continue
            if at is not None:
                yield at, "".join(text).rstrip("\n")
            found = _TIME.match(line)
            at, text = (datetime.fromisoformat(found[1]), [line]) if found else (None, [])
    if at is not None:
        yield at, "".join(text).rstrip("\n")
