"""The pauses before a process that ended is started again."""

FIRST_S = 0.5
LAST_S = 30.0
FORGIVEN_AFTER_S = 30.0
"""Health of this length makes the next death a first one again."""


class Backoff:
    """Waits that double, and start over after a while of health."""

    def __init__(self) -> None:
        self._next_s = FIRST_S

    def after(self, healthy_s: float) -> float:
        """Seconds to wait after a run that was healthy for ``healthy_s``."""
        if healthy_s >= FORGIVEN_AFTER_S:
            self._next_s = FIRST_S
        wait_s = self._next_s
        self._next_s = min(self._next_s * 2, LAST_S)
        return wait_s
