"""Reports of the supervisor."""

from typing import Protocol

from kilowatch.local.control import Status


class Report(Protocol):
    """Receives the supervisor's reports; never raises."""

    has_a_reader: bool
    """True if a person is watching. Otherwise secrets are kept for a command to fetch."""

    def say(self, text: str) -> None:
        """Report one line about what happens."""
        ...

    def came_up(self, status: Status) -> None:
        """Report that everything has been started."""
        ...
