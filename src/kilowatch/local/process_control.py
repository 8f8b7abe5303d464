"""Starting, stopping and freezing one process by hand."""

import signal
from collections.abc import Mapping

from kilowatch.local.control import Request
from kilowatch.local.managed_process import ManagedProcess


async def steer(parts: Mapping[str, ManagedProcess], request: Request) -> str:
    """Start or stop the process that ``request`` names; return why not, else an empty string."""
    part = parts.get(request.part)
    if part is None:
        return f"There is no part {request.part!r}: {', '.join(parts)}."
    if request.ask == "start":
        part.start()
        return ""
    try:
        how = signal.Signals[f"SIG{request.signal.removeprefix('SIG')}"]
    except KeyError:
        how = None
        if request.signal:
            return f"There is no signal {request.signal!r}."
    if how is signal.SIGSTOP:
        part.freeze()
    else:
        await part.stop(how)
    return ""
