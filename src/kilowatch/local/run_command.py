"""``kilowatch run``: one process in a terminal, instead of the supervised one."""

import contextlib
import os
import signal
import subprocess

import psutil
from cyclopts import App

from kilowatch.local import console
from kilowatch.local.control import Request
from kilowatch.local.errors import LocalError
from kilowatch.local.steering_commands import ask_running, steer_part

app = App(name="kilowatch")

OVERRIDES = ("KILOWATCH_LOG_", "PYTHON")
"""Variables of the terminal that override those of the process."""

MODULE = "-m"
ENDED_ON_REQUEST = {0, -signal.SIGINT, -signal.SIGTERM}


@app.command
def run(part: str, /) -> int:
    """Run a service process in this terminal instead of the supervised one, for debugging.

    It has the same command and environment, and the debugger's prompt works. When it ends, the
    supervisor starts its own again.

    Parameters
    ----------
    part
        Name of a process as `kilowatch status` shows it.

    """
    command, environment, folder = _launch_of(part)
    chosen = {k: v for k, v in os.environ.items() if k.startswith(OVERRIDES)}
    steer_part("stop", part)
    try:
        console.say(f"{part} runs here; Ctrl-C hands it back.")
        return _in_foreground(command, environment | chosen, folder)
    finally:
        steer_part("start", part)


def _launch_of(part: str) -> tuple[list[str], dict[str, str], str]:
    """Return command, environment and folder of a running process.

    Raises `LocalError` if there is none, or if it is not a Kilowatch service.
    """
    status = ask_running(Request("status")).status
    parts = {each.name: each.pid for each in status.parts} if status else {}
    if part not in parts:
        raise LocalError(f"There is no process {part!r}: {', '.join(parts)}.")
    pid = parts[part]
    if pid is None:
        raise LocalError(f"{part} isn't running: `kilowatch start {part}` starts it.")
    try:
        process = psutil.Process(pid)
        command = process.cmdline()
        if MODULE not in command:
            raise LocalError(f"{part} isn't one of our services, which alone run in a terminal.")
        return command, process.environ(), process.cwd()
    except psutil.Error as error:
        raise LocalError(f"{part} can't be looked at: {error}.") from None


def _in_foreground(command: list[str], environment: dict[str, str], folder: str) -> int:
    """Run ``command`` to its end. Ctrl-C reaches it directly, since it shares the terminal."""
    with subprocess.Popen(command, env=environment, cwd=folder) as process:
        before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            while True:
                with contextlib.suppress(KeyboardInterrupt):
                    code = process.wait()
                    return 0 if code in ENDED_ON_REQUEST else abs(code)
        finally:
            signal.signal(signal.SIGTERM, before)
