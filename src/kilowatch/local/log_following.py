"""Follows a log file while it is written and rotated."""

import os
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

STEP_S = 0.2


def open_log(path: Path) -> TextIO:
    """Open a log for reading. Raises `FileNotFoundError`."""
    return path.open(encoding="utf-8", errors="replace")


def followed(
    file: TextIO, path: Path, wait: Callable[[], None] = lambda: time.sleep(STEP_S)
) -> Generator[str]:
    """Yield what is added to ``file``, the log at ``path``, and then to its successors.

    ``wait`` is called whenever there is nothing new.
    """
    try:
        while True:
            if text := file.read():
                yield text
                continue
            successor = _successor(file, path)
            if successor is None:
                wait()
                continue
            # Its writer closed it before it was renamed: this is the rest of it.
            if text := file.read():
                yield text
            file.close()
            file = successor
    finally:
        file.close()


def _successor(file: TextIO, path: Path) -> TextIO | None:
    """Return the file started when ``file`` was full; None while that is the newest."""
    ours = os.fstat(file.fileno()).st_ino
    with suppress(FileNotFoundError):  # in the middle of being renamed: look again
        if path.stat().st_ino == ours:
            return None
        # From the newest on: those are renamed to what is checked later.
        elders: list[Path] = []
        while (elder := path.with_name(f"{path.name}.{len(elders) + 1}")).exists():
            elders.append(elder)
            if elder.stat().st_ino == ours:
                return open_log([path, *elders][-2])
        # Removed meanwhile: continue with the oldest there is.
        return open_log([path, *elders][-1])
    return None
