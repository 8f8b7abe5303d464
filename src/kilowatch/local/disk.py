"""Monitors the free space of the state folder, warns and acts as it runs out.

RabbitMQ accepts no more messages below `Thresholds.hold_bytes`, so that those already confirmed
can still be dispatched and stored. Another program may use the rest all the same: processes that
write are then not started before there is space again.
"""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from kilowatch.local.errors import LocalError

LOOK_EVERY_S: Final = 1.0
FULL_BELOW_BYTES: Final = 64_000_000
"""With less than this PostgreSQL and RabbitMQ may fail in the middle of their start."""

PLENTY: Final = 1.1
"""The hysteresis of a level: it improves only with this much more free space."""


class Level(StrEnum):
    """The levels of free space, from the best to the worst."""

    ENOUGH = "enough"
    LOW = "low"
    HELD = "held"
    FULL = "full"


LEVELS: Final = tuple(Level)


@dataclass(frozen=True)
class Thresholds:
    """Free bytes below which a warning is given, and readings are held back at the senders."""

    warning_bytes: int
    hold_bytes: int

    def level(self, free_bytes: int, before: Level = Level.ENOUGH) -> Level:
        """Return the level for this much free space, coming from the level ``before``."""
        limits = {
            Level.FULL: FULL_BELOW_BYTES,
            Level.HELD: self.hold_bytes,
            Level.LOW: self.warning_bytes,
        }
        for level, limit in limits.items():
            is_rising = LEVELS.index(before) >= LEVELS.index(level)
            if free_bytes < limit * (PLENTY if is_rising else 1):
                return level
        return Level.ENOUGH


def free_bytes(folder: Path) -> int:
    """Return the bytes that can still be written below ``folder``; 0 without free inodes.

    Raises `OSError`.
    """
    found = os.statvfs(folder)
    out_of_files = found.f_files > 0 and found.f_favail == 0
    return 0 if out_of_files else found.f_bavail * found.f_frsize


def in_words(size_bytes: int) -> str:
    """Return a size for a person: ``512 MB``, ``1.8 GB``."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1_000_000_000:.1f} GB"
    return f"{size_bytes // 1_000_000} MB"


def check_room(folder: Path) -> None:
    """Raise `LocalError` if there is too little space to start anything."""
    free = free_bytes(folder)
    if free < FULL_BELOW_BYTES:
        raise LocalError(
            f"The disk of {folder} is full: {in_words(free)} are free, and Kilowatch needs "
            f"{in_words(FULL_BELOW_BYTES)} to start. Make room, or set KILOWATCH_HOME to a folder "
            "on another disk."
        )


class DiskWatch:
    """Checks the free space of ``folder`` once a second, and reports changes of its level."""

    def __init__(self, folder: Path, thresholds: Thresholds, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._thresholds = thresholds
        self._say = say
        self._free = 0
        self.level = Level.ENOUGH

    async def run(self) -> None:
        """Check until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    def look(self) -> Level:
        """Check now."""
        before = self.level
        try:
            self._free = free_bytes(self._folder)
        except OSError:
            return before  # an error here also affects the processes, which report it
        self.level = self._thresholds.level(self._free, before)
        if self.level is not before:
            self._say(self.warning or f"{self._room}: enough.")
        return self.level

    def has_room(self) -> bool:
        """Return true if processes that write may be started."""
        return self.look() is not Level.FULL

    @property
    def warning(self) -> str | None:
        """Return what a person should know and do while there is little space."""
        match self.level:
            case Level.ENOUGH:
                return None
            case Level.LOW:
                limit = in_words(self._thresholds.hold_bytes)
                return f"{self._room}. Below {limit} readings are held back at their senders."
            case Level.HELD:
                return (
                    f"{self._room}. Readings are held back at their senders until there is more: "
                    "make room."
                )
            case Level.FULL:
                return (
                    f"The disk is full: {self._room}. Readings are held back at their senders, and "
                    "what fails is started again once there is room: make room."
                )

    @property
    def _room(self) -> str:
        return f"{in_words(self._free)} are free on the disk of {self._folder}"
