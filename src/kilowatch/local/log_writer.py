"""Writes the output of processes into log files of bounded size: a program of its own.

``python log_writer.py MAX_BYTES KEPT`` reads from its standard input lines that each name a
pipe and a log file, with a tab between. It copies the output of each pipe into its file and
keeps ``KEPT`` older ones beside it (``.1`` is the newest). It outlives the supervisor as long
as a process can write into a pipe. Standard library only: it is started without packages.
"""

import contextlib
import os
import selectors
import signal
import sys

CHUNK_BYTES = 65_536
LONGEST_LINE_BYTES = 65_536
"""A file is rotated at the end of a line, unless a line is longer than this."""


class RotatingFile:
    """A log file that is renamed once it is full, and its predecessors with it."""

    def __init__(self, path: str, max_bytes: int, kept: int) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._kept = kept
        self._lost_bytes = 0
        self._file = -1
        self._size = 0
        self._ends_line = True

    def write(self, data: bytes) -> None:
        """Append ``data``; bytes that don't fit on the disk are counted, and reported later."""
        while data:
            try:
                end = self._room_in(data)
                self._append(data[:end])
            except OSError:
                self._lost_bytes += len(data)
                return
            data = data[end:]

    def _room_in(self, data: bytes) -> int:
        """Return how much of ``data`` goes into the current file, or into a new one."""
        if self._file < 0:
            self._open()
        too_much = self._size - self._max_bytes
        if too_much >= 0 and (self._ends_line or too_much > LONGEST_LINE_BYTES):
            self._rotate()
            self._open()
        room = max(self._max_bytes - self._size, 0)
        if len(data) <= room:
            return len(data)
        return data.find(b"\n", max(room - 1, 0)) + 1 or len(data)

    def _append(self, part: bytes) -> None:
        if self._lost_bytes:
            note = f"[{self._lost_bytes} bytes are missing here: no room on the disk]\n"
            self._size += os.write(self._file, note.encode())
            self._lost_bytes = 0
        written = os.write(self._file, part)
        self._size += written
        self._lost_bytes += len(part) - written
        self._ends_line = part.endswith(b"\n")

    def _open(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        self._file = os.open(self._path, flags, 0o600)
        self._size = os.fstat(self._file).st_size
        self._ends_line = True

    def _rotate(self) -> None:
        self.close()
        with contextlib.suppress(OSError):
            if self._kept == 0:
                os.truncate(self._path, 0)
            for number in range(self._kept, 0, -1):
                elder = f"{self._path}.{number}"
                younger = f"{self._path}.{number - 1}" if number > 1 else self._path
                with contextlib.suppress(FileNotFoundError):
                    os.rename(younger, elder)  # noqa: PTH104 - without pathlib it starts sooner

    def close(self) -> None:
        """Close the file; the next `write` opens it again."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1


class LogWriter:
    """Copies from pipes to files until no more pipes are named and all have ended."""

    def __init__(self, max_bytes: int, kept: int) -> None:
        self._max_bytes = max_bytes
        self._kept = kept
        self._selector = selectors.DefaultSelector()
        self._files: dict[str, RotatingFile] = {}
        self._named = b""

    def run(self) -> None:
        """Copy until all pipes have ended."""
        self._selector.register(sys.stdin.fileno(), selectors.EVENT_READ)
        while self._selector.get_map():
            for key, _ in self._selector.select():
                self._read(key.fd, key.data)

    def _read(self, source: int, file: RotatingFile | None) -> None:
        try:
            data = os.read(source, CHUNK_BYTES)
        except BlockingIOError:
            return
        if not data:
            self._selector.unregister(source)
            os.close(source)
            if file is not None:
                file.close()
        elif file is not None:
            file.write(data)
        else:
            *lines, self._named = (self._named + data).split(b"\n")
            for line in lines:
                self._open(*os.fsdecode(line).split("\t"))

    def _open(self, pipe: str, path: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            source = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            known = self._files.setdefault(path, RotatingFile(path, self._max_bytes, self._kept))
            self._selector.register(source, selectors.EVENT_READ, known)


def main() -> None:
    """Run until the pipes have ended. Signals that stop the platform are ignored here."""
    for each in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    LogWriter(int(sys.argv[1]), int(sys.argv[2])).run()


if __name__ == "__main__":
    main()
