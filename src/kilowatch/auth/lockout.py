"""The rules of wrong passwords. Time is an argument.

Wrong passwords are counted by username, so that unknown names are treated just like known
ones. From a browser in which this user has logged in before, or a program that presents the
token it got then, they are counted separately: a stranger who keeps guessing locks out only
strangers, and not the user.
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
"""For each user; a client that discards its cookies at every login must not fill the table."""

PLACE_MARK: Final = "\x01"
"""The prefix of the key of a known client; no username can contain it."""


class Attempts(msgspec.Struct, frozen=True):
    """Wrong passwords in a row for a username, and the lock that follows."""

    failures: int = 0
    locked_until: datetime | None = None

    def locked_at(self, now: datetime) -> bool:
        """Return true if even the right password is rejected."""
        return self.locked_until is not None and now < self.locked_until

    def after_failure(self, now: datetime) -> "Attempts":
        """Count one more. Failures while locked are not counted, so that a lock does end."""
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
    """A locked username, and its user: None for an unknown name."""

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
    """A page of the locks that match a search, and their total number."""

    locks: list[Lock]
    total: int
