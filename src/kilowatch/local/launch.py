"""The command that starts a process, apart from whoever starts it."""

import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PROVIDER_KEY = "GROQ_API_KEY"
"""Key of the AI provider under the name that people have it by already."""


class LocalError(Exception):
    """Something on this machine keeps the platform from running. Says what to do about it."""


@dataclass(frozen=True)
class Launch:
    """A process to start. ``stop_signal`` asks it to end in good order.

    ``directory`` is where it runs, for those that drop files there when they crash.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    stop_signal: signal.Signals = signal.SIGTERM
    directory: Path | None = None


def inherited_environment() -> dict[str, str]:
    """Our environment without Kilowatch's settings and keys: each part is given its own."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("KILOWATCH_") and name not in {"NOTIFY_SOCKET", PROVIDER_KEY}
    }


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)
