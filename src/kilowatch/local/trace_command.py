"""``kilowatch trace``."""

import sys
from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
from cyclopts import App, Parameter

from kilowatch.local.commands import load_settings
from kilowatch.local.errors import LocalError
from kilowatch.local.home import Home
from kilowatch.local.tracing import LogLine, Window, trace

app = App()


@app.command(name="trace")
def trace_command(
    word: str,
    /,
    *,
    at: datetime | None = None,
    within: float = 60,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Show the log lines of all processes about one request, reading or device, by time.

    Parameters
    ----------
    word
        A correlation id (the `X-Request-Id` of a response, the `correlation_id` of a log line or
        of an alert in the browser), or a device's identifier.
    at
        The time around which to search, as in 2026-03-01T12:00; UTC unless it names another zone.
    within
        How many seconds before and after `at`.
    json
        One JSON object per line, for programs.

    """
    folder = Home(load_settings().home).logs
    moment = at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
    lines = trace(folder, word, Window(moment, timedelta(seconds=within)))
    if not lines:
        raise LocalError(
            f"No log line in {folder} is about {word!r}. Lines beyond "
            "KILOWATCH_LOG_LINES_PER_MINUTE are left out, and old files are deleted."
        )
    width = max(len(each.process) for each in lines)
    for each in lines:
        shown = msgspec.json.encode(each).decode() if json else _shown(each, width)
        sys.stdout.write(f"{shown}\n")
    return 0


def _shown(line: LogLine, width: int) -> str:
    return f"{line.process:{width}} {line.text}"
