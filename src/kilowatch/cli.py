"""The command line: ``kilowatch``."""

import errno
import sys
from typing import Final

from kilowatch import __version__
from kilowatch.local import console
from kilowatch.local.care_commands import app as care
from kilowatch.local.commands import app
from kilowatch.local.errors import LocalError
from kilowatch.local.import_command import app as importing
from kilowatch.local.key_commands import keys
from kilowatch.local.run_command import app as running
from kilowatch.local.steering_commands import app as steering
from kilowatch.local.trace_command import app as tracing
from kilowatch.simulator.commands import app as simulator

OF_THE_MACHINE: Final = {
    errno.EACCES,
    errno.EDQUOT,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOSPC,
    errno.EPERM,
    errno.EROFS,
}
"""Errors of the machine and not of the code: permissions, disk space, open files."""

app.version = __version__
app.update(simulator)
app.update(care)
app.update(importing)
app.update(steering)
app.update(running)
app.update(tracing)
app.command(keys)


def main() -> None:
    """Run the command that was asked for; its result is the exit code."""
    try:
        sys.exit(app())
    except LocalError as error:
        console.complain(str(error))
        sys.exit(1)
    except OSError as error:
        if error.errno not in OF_THE_MACHINE:
            raise
        console.complain(f"{error.strerror}: {error.filename or 'this machine'}.")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
