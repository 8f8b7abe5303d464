"""Pauses a failing provider, so that retries don't make it worse. Pure."""

from typing import Final

from kilowatch.support.assistant.provider import FaultKind, ProviderFault

FAILURES_TO_REST: Final = 3
LONGEST_REST_S: Final = 600.0

HOPELESS: Final[frozenset[FaultKind]] = frozenset({"unauthorized", "no_such_model", "refused"})
"""Faults that a retry a moment later can't fix."""

NOT_ITS_FAULT: Final[frozenset[FaultKind]] = frozenset({"unsupported"})
"""The provider works; the model stated something unsupported."""


class Breaker:
    """Admits requests to a provider. After a pause one request tries whether it works again."""

    def __init__(self, rest_s: float) -> None:
        self._rest_s = rest_s
        self._failures = 0
        self._rests_until_s = 0.0
        self._trying = False

    def rests(self, now_s: float) -> bool:
        """Return true while the provider is paused."""
        return now_s < self._rests_until_s

    def admit(self, now_s: float) -> bool:
        """Return true for an admitted request; then call `succeeded`, `failed` or `released`."""
        if self.rests(now_s) or self._trying:
            return False
        self._trying = self._failures >= FAILURES_TO_REST
        return True

    def succeeded(self) -> None:
        """Record a response."""
        self._failures = 0
        self._trying = False

    def released(self) -> None:
        """Record an abandoned question, which says nothing about the provider."""
        self._trying = False

    def failed(self, fault: ProviderFault, now_s: float) -> None:
        """Record a fault."""
        self._trying = False
        if fault.kind in NOT_ITS_FAULT:
            return
        self._failures += 1
        if fault.kind in HOPELESS:
            self._failures = max(self._failures, FAILURES_TO_REST)
        if fault.retry_after_s is not None:
            rest_s = min(fault.retry_after_s, LONGEST_REST_S)
        elif self._failures >= FAILURES_TO_REST:
            doubled = self._failures - FAILURES_TO_REST
            rest_s = min(self._rest_s * 2**doubled, LONGEST_REST_S)
        else:
            return
        self._rests_until_s = now_s + rest_s
