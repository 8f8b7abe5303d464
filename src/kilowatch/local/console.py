"""Output for a person at the terminal."""

import contextlib
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from kilowatch.local.control import ProcessStatus, Status
from kilowatch.local.settings import LocalSettings

COLOURS = {
    "healthy": "green",
    "starting": "yellow",
    "waiting": "yellow",
    "restarting": "red",
    "unhealthy": "red",
    "degraded": "red",
    "frozen": "cyan",
    "stopped": "bright_black",
    "stopping": "yellow",
}

out = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """Print one line about what happens."""
    out.print(text, markup=False, soft_wrap=True)


def complain(text: str) -> None:
    """Print what went wrong, and what to do about it."""
    errors.print(text, style="red", markup=False, soft_wrap=True)


def show_parts(parts: Sequence[ProcessStatus]) -> None:
    """Print one line per process."""
    table = Table(box=None, pad_edge=False)
    for column in ("part", "state", "port", "pid", "restarts"):
        table.add_column(column, justify="left" if column in {"part", "state"} else "right")
    for part in parts:
        colour = COLOURS.get(part.state, "white")
        table.add_row(
            part.name,
            f"[{colour}]{part.state}[/]",
            str(part.port or ""),
            str(part.pid or ""),
            str(part.restarts or ""),
        )
    out.print(table)


def show_status(status: Status) -> None:
    """Print the processes, then the platform as a whole."""
    if status.parts:
        show_parts(status.parts)
    colour = COLOURS.get(status.state, "white")
    out.print(f"Kilowatch is [{colour}]{status.state}[/]: {status.http_url}", soft_wrap=True)
    for warning in status.warnings:
        out.print(warning, style="yellow", markup=False, soft_wrap=True)


def show_places(settings: LocalSettings) -> None:
    """Print what to do next."""
    say(f"  platform   {settings.http_url}")
    say(f"  API docs   {settings.http_url}/api/docs")
    say(f"  gateway    http://localhost:{settings.dashboard_port}/dashboard/")
    say(f"  logs       {settings.home / 'logs'}")
    if (tls := settings.meter_tls) is not None:
        say(f"  meters     amqps on {tls.host}:{tls.amqps_port}, mqtts on port {tls.mqtts_port}")


def login_lines(whose: str, username: str, password: str) -> list[str]:
    """Print a login, which is shown once."""
    return [f"{whose}, shown this once:", f"  username  {username}", f"  password  {password}"]


class Report:
    """Prints the supervisor's messages."""

    def __init__(self, settings: LocalSettings, *, has_a_reader: bool) -> None:
        self.has_a_reader = has_a_reader
        self._settings = settings
        self._waiting = out.status("Starting …")
        if out.is_terminal:
            self._waiting.start()

    def say(self, text: str) -> None:
        """Print one line about what happens. If it can't be written, the work continues."""
        with contextlib.suppress(OSError):  # no room on the disk, or the reader is gone
            say(text)

    def came_up(self, status: Status) -> None:
        """Print all processes and the address of the platform."""
        self._waiting.stop()
        if self.has_a_reader:
            show_status(status)
            show_places(self._settings)

    def close(self) -> None:
        """Restore the terminal."""
        self._waiting.stop()
