"""Reports of the supervisor."""

from typing import Protocol

from kilowatch.local.control import Status


class Report(Protocol):
    """Takes what the supervisor says; never raises."""

    has_a_reader: bool
    """True where a person reads along. Secrets are kept for a command to fetch otherwise."""

    def say(self, text: str) -> None:
        """One line about what happens."""
        ...

    def came_up(self, status: Status) -> None:
        """All that was to be started has been."""
        ...
