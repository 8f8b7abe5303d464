"""Log files of bounded size, complete, while processes and readers continue."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from kilowatch.local.command import Command
from kilowatch.local.log_files import LogFiles
from kilowatch.local.log_following import followed, open_log
from kilowatch.local.log_writer import RotatingFile
from kilowatch.local.managed_process import ManagedProcess, ProcessSpec, State
from tests.harness.serving import eventually

COUNTS = """
import sys, time
for number in range({count}):
    print(f"line {{number:06}}", flush=True)
time.sleep({then_s})
"""
LINE_BYTES = len("line 000000\n")


async def _yes() -> bool:
    return True


@asynccontextmanager
async def part_in(folder: Path, logs: LogFiles, program: str) -> AsyncGenerator[ManagedProcess]:
    """A process that runs ``program``, ended with the body."""
    command = Command((sys.executable, "-c", program), dict(os.environ))
    part = ManagedProcess(ProcessSpec("tiny", command, _yes), logs, folder, print)
    part.start()
    try:
        yield part
    finally:
        part.kill()
        await part.close()
        logs.close()


def _text(folder: Path) -> str:
    """Return the whole log, the oldest lines first."""
    elders = sorted(folder.glob("tiny.log.*"), key=lambda each: -int(each.suffix[1:]))
    paths = [*elders, folder / "tiny.log"]
    return "".join(each.read_text() for each in paths if each.exists())


def _files(folder: Path) -> list[Path]:
    return list(folder.glob("tiny.log*"))


def _numbers(text: str) -> list[int]:
    return [int(line.removeprefix("line ")) for line in text.splitlines()]


async def test_a_log_is_rotated_while_its_process_runs_without_losing_lines(tmp_path: Path) -> None:
    logs = LogFiles(tmp_path, max_bytes=500 * LINE_BYTES, kept=100)
    async with part_in(tmp_path, logs, COUNTS.format(count=5_000, then_s=600)) as part:
        await eventually(lambda: _text(tmp_path).endswith("line 004999\n"), within_s=120)
        assert part.state is not State.STOPPED

    assert _numbers(_text(tmp_path)) == list(range(5_000))
    files = _files(tmp_path)
    assert len(files) == 10
    assert all(each.stat().st_size <= 500 * LINE_BYTES for each in files)


async def test_a_log_has_a_bounded_size(tmp_path: Path) -> None:
    logs = LogFiles(tmp_path, max_bytes=10_000, kept=2)
    async with part_in(tmp_path, logs, COUNTS.format(count=5_000, then_s=600)):
        await eventually(lambda: _text(tmp_path).endswith("line 004999\n"), within_s=120)

    assert {each.name for each in _files(tmp_path)} == {"tiny.log", "tiny.log.1", "tiny.log.2"}
    assert len(_text(tmp_path)) <= 3 * (10_000 + LINE_BYTES)
    told = _numbers(_text(tmp_path))
    assert told == list(range(told[0], 5_000))


async def test_the_last_output_of_a_process_is_logged_when_it_has_ended(tmp_path: Path) -> None:
    logs = LogFiles(tmp_path)
    async with part_in(tmp_path, logs, "print('no start'); raise SystemExit(1)") as part:
        await eventually(lambda: part.restarts >= 1)
        await eventually(lambda: _text(tmp_path).startswith("no start\n"))


async def test_a_dead_log_writer_is_replaced_and_the_process_keeps_running(tmp_path: Path) -> None:
    logs = LogFiles(tmp_path)
    told = tmp_path / "go"
    program = f"""
import os, time
print("before", flush=True)
while not os.path.exists({str(told)!r}): time.sleep(0.01)
print("after", flush=True)
time.sleep(600)
"""
    async with part_in(tmp_path, logs, program) as part:
        await eventually(lambda: _text(tmp_path) == "before\n")
        pid = part.pid
        writer = logs.writer_pid
        assert writer is not None
        os.kill(writer, signal.SIGKILL)
        told.touch()
        await eventually(lambda: _text(tmp_path) == "before\nafter\n")
        assert part.pid == pid


async def test_processes_and_their_output_survive_a_killed_supervisor(tmp_path: Path) -> None:
    go = tmp_path / "go"
    child = f"""
import os, time
print(os.getpid(), flush=True)
while not os.path.exists({str(go)!r}): time.sleep(0.01)
print("still here", flush=True)
"""
    supervisor = f"""
import os, signal, subprocess, sys
from pathlib import Path
from kilowatch.local.log_files import LogFiles
output = LogFiles(Path({str(tmp_path)!r})).open("tiny")
subprocess.Popen([sys.executable, "-c", {child!r}], stdout=output.descriptor,
                 start_new_session=True)
while not Path({str(tmp_path / "tiny.log")!r}).read_text(): pass
os.kill(os.getpid(), signal.SIGKILL)
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", supervisor)
    await process.wait()
    go.touch()

    await eventually(lambda: _text(tmp_path).endswith("still here\n"))


def test_a_follower_sees_everything_across_rotations(tmp_path: Path) -> None:
    path = tmp_path / "tiny.log"
    writer = RotatingFile(str(path), max_bytes=10 * LINE_BYTES, kept=50)
    writer.write(b"line 000000\n")
    written = 1
    seen = ""

    def write_some() -> None:
        nonlocal written
        for _ in range(min(written, 37)):  # several rotations at once, in the end
            writer.write(f"line {written:06}\n".encode())
            written += 1

    with closing(followed(open_log(path), path, write_some)) as following:
        for text in following:
            seen += text
            if written > 200 and seen.endswith(f"line {written - 1:06}\n"):
                break
    writer.close()

    assert _numbers(seen) == list(range(written))


def test_a_line_is_not_split_unless_it_is_endless(tmp_path: Path) -> None:
    path = tmp_path / "tiny.log"
    writer = RotatingFile(str(path), max_bytes=100, kept=1)
    for piece in (b"x" * 90, b"y" * 90 + b"\n", b"next\n", b"z" * 300_000):
        writer.write(piece)
    writer.write(b"z" * 300_000)
    writer.close()

    assert path.read_bytes() == b"z" * 300_000
    assert path.with_name("tiny.log.1").read_bytes().startswith(b"next\n")


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_as_many_older_files_are_kept_as_are_set(tmp_path: Path, kept: int) -> None:
    writer = RotatingFile(str(tmp_path / "small.log"), max_bytes=10, kept=kept)
    for number in range(6):
        writer.write(b"line %05d\n" % number)
    writer.close()

    texts = {each.name: each.read_text() for each in tmp_path.iterdir()}
    names = ["small.log", "small.log.1", "small.log.2"][: kept + 1]
    assert texts == {name: f"line {5 - n:05}\n" for n, name in enumerate(names)}


def test_a_full_disk_drops_lines_and_reports_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tiny.log"
    write: Callable[[int, bytes], int] = os.write
    room = 8

    def write_what_fits(descriptor: int, data: bytes) -> int:
        if room == 0:
            raise OSError(28, "No space left on device")
        return write(descriptor, data[:room])

    writer = RotatingFile(str(path), max_bytes=10_000, kept=1)
    monkeypatch.setattr(os, "write", write_what_fits)
    writer.write(b"12345678\n")
    room = 0
    writer.write(b"lost\n")
    room = 1_000
    writer.write(b"again\n")
    writer.close()

    assert path.read_text() == "12345678[6 bytes are missing here: no room on the disk]\nagain\n"
