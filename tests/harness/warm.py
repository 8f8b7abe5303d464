"""Keeps a PostgreSQL and a RabbitMQ running, so that a test starts at once: ``make servers``.

Every run of pytest in this folder uses them while they run. They are for one person at a time:
a run by many workers is faster with servers of its own, and starts them (`make test`).
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Final

import psutil

from tests.harness.servers import FOLDER, Servers

ADDRESSES: Final = Path(__file__).parents[2] / "build" / "test-servers.json"
PREFIX: Final = "KILOWATCH_TEST_"
PID: Final = "pid"


def adopt_warm_servers() -> None:
    """Use the servers that ``make servers`` runs, if it runs."""
    try:
        known: dict[str, str] = json.loads(ADDRESSES.read_text(encoding="utf-8"))
        pid = int(known.pop(PID))
    except (OSError, ValueError, KeyError):
        return
    if psutil.pid_exists(pid) and Path(known[FOLDER]).is_dir():
        for name, value in known.items():
            os.environ.setdefault(name, value)


def main() -> None:
    """Run the servers until Ctrl-C."""
    servers = Servers()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    servers.start(postgres=True, rabbitmq=True)
    try:
        known = {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}
        ADDRESSES.parent.mkdir(exist_ok=True)
        ADDRESSES.touch(mode=0o600)
        ADDRESSES.write_text(json.dumps(known | {PID: str(os.getpid())}), encoding="utf-8")
        sys.stdout.write("Servers for tests are starting; Ctrl-C ends them.\n")
        sys.stdout.flush()
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        ADDRESSES.unlink(missing_ok=True)
        servers.stop()


if __name__ == "__main__":
    main()
