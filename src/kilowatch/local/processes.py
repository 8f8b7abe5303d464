"""Recognizes the platform's processes later, and ends them with their children.

Each process leads a session of its own. A record of it outlives the supervisor, so that after a
crash the next supervisor finds what was left behind, and nothing else: the id of a process is
valid only with its start time and the boot id of the machine.
"""

import contextlib
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
import psutil

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.local.private_files import write_private

KILL_TIMEOUT_S = 5.0
STEP_S = 0.05


class Record(msgspec.Struct, frozen=True):
    """A process that leads a session. ``start_ticks`` counts from the boot of the machine."""

    part: str
    pid: int
    start_ticks: int
    boot_id: str
    stop_signal: int


def boot_id() -> str:
    """Return an id that changes with every boot of the machine."""
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def start_ticks(pid: int) -> int | None:
    """Return the start time of a process, independent of clock changes; None if it ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name in brackets may contain anything; the 20th field after it is the start time.
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in {"Z", "X"} else int(fields[19])


def remember(folder: Path, part: str, pid: int, stop_signal: signal.Signals) -> None:
    """Store a record of a process just started."""
    record = Record(part, pid, start_ticks(pid) or 0, boot_id(), stop_signal)
    write_private(folder / f"{part}.json", msgspec.json.encode(record).decode())


def forget(folder: Path, part: str) -> None:
    """Remove the record of a process that is gone."""
    (folder / f"{part}.json").unlink(missing_ok=True)


def leftovers(folder: Path) -> list[Record]:
    """Return records whose processes, or children of them, still exist. Remove the others."""
    found: list[Record] = []
    for path in sorted(folder.glob("*.json")):
        try:
            record = msgspec.json.decode(path.read_bytes(), type=Record)
        except DECODING_ERRORS:
            path.unlink()
            continue
        if session_members(record):
            found.append(record)
        else:
            path.unlink()
    return found


def session_members(record: Record) -> list[int]:
    """Return the processes of the session that ``record`` led, including its leader."""
    if record.boot_id != boot_id():
        return []
    leader = start_ticks(record.pid)
    if leader is not None and leader != record.start_ticks:
        return []
    return [pid for pid in psutil.pids() if _session(pid) == record.pid and start_ticks(pid)]


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except OSError:
        return None


def end_leftovers(folder: Path, patience_s: float = 15.0) -> list[str]:
    """End what an earlier supervisor left behind; return the names of the processes.

    Services go first, then the servers; replicas while a balancer can drain them.
    """
    records = leftovers(folder)
    for stage in sorted({_stage(record.part) for record in records}):
        _end([each for each in records if _stage(each.part) == stage], patience_s)
    for record in records:
        forget(folder, record.part)
    return [record.part for record in records]


def _stage(part: str) -> int:
    """Return the position of a process in the order of stopping. The servers are independent."""
    if part.startswith("monitoring"):
        return 0
    return {"rabbitmq": 2, "postgres": 2, "epmd": 3}.get(part, 1)


def _end(records: list[Record], patience_s: float) -> None:
    for record in records:
        # A frozen process handles no signal but SIGKILL until it is resumed.
        _signal([record.pid], signal.Signals(record.stop_signal))
        _signal(session_members(record), signal.SIGCONT)
    if not _gone(records, patience_s):
        for record in records:
            _signal(session_members(record), signal.SIGKILL)
        _gone(records, KILL_TIMEOUT_S)


def _gone(records: list[Record], within_s: float) -> bool:
    deadline = time.monotonic() + within_s
    while any(session_members(record) for record in records):
        if time.monotonic() > deadline:
            return False
        time.sleep(STEP_S)
    return True


def _signal(pids: Iterable[int], what: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)


def kill_session(pid: int) -> None:
    """Kill the remaining processes of the session that ``pid`` led."""
    _signal([each for each in psutil.pids() if _session(each) == pid], signal.SIGKILL)
