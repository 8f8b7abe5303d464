"""The last ten minutes of dispatch in samples, and the rates between them. Pure.

The active balancer adds its own samples, the standby adds those it receives, so that both
can answer and a takeover leaves no gap in a chart.
"""

from collections import deque
from datetime import timedelta

import msgspec

from kilowatch.contracts.balancing import BalancingSample, ReplicaSample

SAMPLE_EVERY_S = 1.0
KEPT_FOR = timedelta(minutes=10)
RATE_OVER = timedelta(seconds=10)
FRESH_FOR = timedelta(seconds=3)
"""An older sample doesn't show which balancer is active now."""


class Rate(msgspec.Struct, frozen=True):
    """Per second: messages dispatched to a replica, and readings it has stored."""

    dispatched_messages_per_s: float
    readings_per_s: float


class SampleHistory:
    """Samples in order of time, the newest last."""

    def __init__(self) -> None:
        self._samples: deque[BalancingSample] = deque()

    @property
    def latest(self) -> BalancingSample | None:
        """The newest sample."""
        return self._samples[-1] if self._samples else None

    def add(self, sample: BalancingSample) -> None:
        """Add a sample. One from a balancer that has been replaced is ignored."""
        if is_outdated(sample, self.latest):
            return
        self._samples.append(sample)
        while self._samples[0].at < sample.at - KEPT_FOR:
            self._samples.popleft()

    def is_due(self, sample: BalancingSample) -> bool:
        """Return whether the next sample is due."""
        latest = self.latest
        apart = timedelta(seconds=SAMPLE_EVERY_S)
        return latest is None or sample.fence > latest.fence or sample.at - latest.at >= apart

    def thinned(self, step: timedelta) -> list[BalancingSample]:
        """Return samples at least ``step`` apart, counted from the newest backwards."""
        taken: list[BalancingSample] = []
        # Samples come a little late rather than a little early.
        apart = step - timedelta(seconds=SAMPLE_EVERY_S / 2)
        for sample in reversed(self._samples):
            if not taken or taken[-1].at - sample.at >= apart:
                taken.append(sample)
        return taken[::-1]

    def rates(self, now: BalancingSample) -> dict[str, Rate]:
        """Return the rates of each replica in the window before ``now``."""
        reference = next((each for each in self._samples if each.at >= now.at - RATE_OVER), None)
        if reference is None:
            return {}
        return rates_between(reference, now)


def is_outdated(sample: BalancingSample, known: BalancingSample | None) -> bool:
    """Return whether a newer sample is known, or its balancer has been replaced since."""
    return known is not None and (sample.fence, sample.at) <= (known.fence, known.at)


def rates_between(earlier: BalancingSample, later: BalancingSample) -> dict[str, Rate]:
    """Return the rates of the replicas that are in both samples."""
    elapsed_s = (later.at - earlier.at).total_seconds()
    old = {each.name: each for each in earlier.replicas}
    if elapsed_s <= 0:
        return {}
    return {
        each.name: _rate(old[each.name], each, elapsed_s)
        for each in later.replicas
        if each.name in old
    }


def _rate(earlier: ReplicaSample, later: ReplicaSample, elapsed_s: float) -> Rate:
    """Return the increase of a counter, which starts from 0 again when a replica restarts."""
    restarted = earlier.incarnation != later.incarnation
    done = later.done_readings - (0 if restarted else earlier.done_readings)
    dispatched = later.dispatched_messages - earlier.dispatched_messages
    return Rate(max(dispatched, 0) / elapsed_s, max(done, 0) / elapsed_s)
