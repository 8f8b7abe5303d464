"""``kilowatch stop``, ``start`` and ``scale``: changing processes while the platform runs."""

from typing import Literal

from cyclopts import App

from kilowatch.contracts.audit import AuditAction
from kilowatch.local import console
from kilowatch.local.acts import record
from kilowatch.local.commands import load_settings
from kilowatch.local.control import Answer, NotRunning, Request, ask
from kilowatch.local.errors import LocalError
from kilowatch.local.home import Home

app = App(name="kilowatch")


@app.command
def stop(part: str, /, *, signal: str = "") -> int:
    """Stop one process until it is started again.

    Parameters
    ----------
    part
        Name of a process as `kilowatch status` shows it.
    signal
        Signal instead of the process's own: KILL ends it at once, STOP freezes it.

    """
    return steer_part("stop", part, signal.upper())


@app.command
def start(part: str, /) -> int:
    """Start a process that was stopped or frozen."""
    return steer_part("start", part)


@app.command
def scale(size: str, /) -> int:
    """Change the number of replicas while the platform runs, and for the next start.

    Parameters
    ----------
    size
        The service and its new number, as in `monitoring=5`.

    """
    service, _, number = size.partition("=")
    if not number.isdecimal():
        raise LocalError(f"Say the service and its number, as in monitoring=5, not {size!r}.")
    answer = ask_running(Request("scale", service, number=int(number)))
    if answer.error:
        raise LocalError(answer.error)
    record(AuditAction.PLATFORM_SCALED, service, {"replicas": int(number)})
    console.say(f"There are {number} replicas of {service} now.")
    return 0


def steer_part(ask: Literal["stop", "start"], part: str, how: str = "") -> int:
    """Have the supervisor stop or start a process, and audit it. Raises `LocalError`."""
    answer = ask_running(Request(ask, part, how))
    if answer.error:
        raise LocalError(answer.error)
    action = AuditAction.PART_STOPPED if ask == "stop" else AuditAction.PART_STARTED
    record(action, part, {"signal": how} if how else {})
    return 0


def ask_running(request: Request) -> Answer:
    """Send a request to the running supervisor. Raises `LocalError` if there is none."""
    try:
        return ask(Home(load_settings().home).socket_path(), request)
    except NotRunning:
        raise LocalError("Kilowatch is not running. `kilowatch up` starts it.") from None
