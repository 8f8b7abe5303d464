"""The command that starts a process."""

import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PROVIDER_KEY = "GROQ_API_KEY"
"""Key of the AI provider under its customary name."""


@dataclass(frozen=True)
class Command:
    """A process to start. ``stop_signal`` asks it to end cleanly.

    ``directory`` is where it runs, for programs that leave files there when they crash.
    """

    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    stop_signal: signal.Signals = signal.SIGTERM
    directory: Path | None = None


def inherited_environment() -> dict[str, str]:
    """Return the environment without Kilowatch's settings and keys: each process gets its own."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("KILOWATCH_") and name not in {"NOTIFY_SOCKET", PROVIDER_KEY}
    }
