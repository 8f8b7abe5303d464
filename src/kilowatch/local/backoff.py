"""The delays before a process that ended is restarted."""

FIRST_S = 0.5
LAST_S = 30.0
FORGIVEN_AFTER_S = 30.0
"""After this long in health, the next end counts as a first one again."""


class Backoff:
    """Delays that double, and start over after a period of health."""

    def __init__(self) -> None:
        self._next_s = FIRST_S

    def after(self, healthy_s: float) -> float:
        """Return the seconds to wait after a run that was healthy for ``healthy_s``."""
        if healthy_s >= FORGIVEN_AFTER_S:
            self._next_s = FIRST_S
        wait_s = self._next_s
        self._next_s = min(self._next_s * 2, LAST_S)
        return wait_s
