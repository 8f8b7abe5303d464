"""The rules of wrong passwords. Time is an argument.

Wrong passwords are counted by username, so that a name nobody bears is treated just like one
somebody does. From a browser that this person has logged in from before, or a program that shows
the token it got then, they are counted apart: a stranger who keeps guessing locks himself out, and
not the rightful person.
"""

from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

import msgspec

from kilowatch.contracts.ids import UserId

FAILURES_UNTIL_LOCKED: Final = 10
LOCKED_FOR: Final = timedelta(minutes=5)
ATTEMPTS_FORGOTTEN_AFTER: Final = timedelta(hours=1)
BROWSER_FORGOTTEN_AFTER: Final = timedelta(days=400)
"""As long as a browser keeps the cookie."""

BROWSERS_KNOWN_AT_ONCE: Final = 50
"""For each person; whoever throws cookies away at every login must not fill the table."""

PLACE_MARK: Final = "\x01"
"""Begins the key of a known place; no username may hold it."""


class Attempts(msgspec.Struct, frozen=True):
    """Wrong passwords in a row for a username, and what follows from them."""

    failures: int = 0
    locked_until: datetime | None = None

    def locked_at(self, now: datetime) -> bool:
        """Return true where even the right password is refused."""
        return self.locked_until is not None and now < self.locked_until

    def after_failure(self, now: datetime) -> "Attempts":
        """Count one more. What comes while locked is not counted: a lock does end."""
        if self.locked_at(now):
            return self
        failures = 1 if self.locked_until is not None else self.failures + 1
        if failures >= FAILURES_UNTIL_LOCKED:
            return Attempts(failures, now + LOCKED_FOR)
        return Attempts(failures)


def attempts_key(username: str, known_place: bytes | None) -> str:
    """Return the key under which wrong passwords for ``username`` are counted.

    ``known_place`` is the hash of a known browser or the id of a session, None for anywhere.
    """
    name = username.lower()
    if known_place is None:
        return name
    return f"{PLACE_MARK}{known_place.hex()}{PLACE_MARK}{name}"


class Lock(msgspec.Struct, frozen=True, kw_only=True):
    """A username that is locked, and who bears it: None for a name nobody bears."""

    username: str
    user_id: UserId | None
    failures: int
    last_failure_at: datetime
    locked_until: datetime


LockSort: TypeAlias = Literal[
    "username",
    "-username",
    "failures",
    "-failures",
    "last_failure_at",
    "-last_failure_at",
    "locked_until",
    "-locked_until",
]


class LockPage(msgspec.Struct, frozen=True):
    """Some of the locks a search finds, and how many it finds in all."""

    locks: list[Lock]
    total: int
