"""Who gets the next batch, who is silent, and up to where all is done. Pure; time is given."""

from datetime import UTC, datetime, timedelta

import msgspec

from kilowatch.contracts.readings import OFFSETS_PER_EPOCH, ReplicaHeartbeat

FIRST_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


class ReplicaState(msgspec.Struct):
    """What the balancer knows of a replica. Times are of a monotonic clock, in seconds."""

    name: str
    seen_at_s: float
    heartbeat: ReplicaHeartbeat
    silent: bool = False
    dealt_batches: int = 0
    dealt_messages: int = 0
    waiting_batches: int = 0
    """Batches in its queue that nobody has taken yet, when last asked."""
    dealt_since_asked: int = 0

    @property
    def backlog_batches(self) -> int:
        """Batches dealt to it that are not done."""
        return self.waiting_batches + self.dealt_since_asked + self.heartbeat.unacknowledged


class Roster:
    """The replicas, in the order of their names, and whose turn it is."""

    def __init__(self, silent_after_s: float, backlog_batches: int) -> None:
        self._silent_after_s = silent_after_s
        self._backlog_batches = backlog_batches
        self.replicas: dict[str, ReplicaState] = {}
        self._last_dealt = ""

    def hear(self, heartbeat: ReplicaHeartbeat, now_s: float) -> bool:
        """Note a heartbeat; True where the replica is new or back."""
        state = self.replicas.get(heartbeat.replica)
        if state is None:
            state = ReplicaState(heartbeat.replica, now_s, heartbeat)
            self.replicas[heartbeat.replica] = state
            return True
        was_silent, state.silent = state.silent, False
        state.seen_at_s, state.heartbeat = now_s, heartbeat
        return was_silent

    def fall_silent(self, now_s: float) -> list[ReplicaState]:
        """Mark and give those who have just been silent for too long."""
        fallen = [
            each
            for each in self.replicas.values()
            if not each.silent and now_s - each.seen_at_s > self._silent_after_s
        ]
        for each in fallen:
            each.silent = True
        return fallen

    def excuse(self, now_s: float) -> None:
        """We were the ones who did not listen: everybody is heard afresh."""
        for each in self.replicas.values():
            if not each.silent:
                each.seen_at_s = now_s

    def next(self) -> ReplicaState | None:
        """Whose turn it is: round-robin over those alive with room; None where nobody is."""
        ready = sorted(
            name
            for name, each in self.replicas.items()
            if not each.silent and each.backlog_batches < self._backlog_batches
        )
        if not ready:
            return None
        name = next((each for each in ready if each > self._last_dealt), ready[0])
        self._last_dealt = name
        return self.replicas[name]


class OffsetLedger:
    """Which ranges of offsets are done, and below which offset everything is."""

    def __init__(self, position: int) -> None:
        self.position = position
        self._open: dict[int, int] = {}
        self._done: dict[int, int] = {}

    def open(self, first: int, following: int) -> None:
        """A batch covers ``first`` to before ``following``; gaps before it are no loss."""
        self._open[first] = following

    def close(self, first: int) -> None:
        """The batch that begins at ``first`` is in a replica's queue for good."""
        self._done[first] = self._open.pop(first)
        floor = min(self._open, default=None)
        finished = [each for each in self._done if floor is None or each < floor]
        for each in sorted(finished):
            self.position = max(self.position, self._done.pop(each))


def next_epoch(now: datetime, last: int | None) -> int:
    """Epoch of a stream first seen ``now``: hours since 2020, above every one before."""
    hours = (now - FIRST_EPOCH) // timedelta(hours=1)
    return hours if last is None else max(hours, last + 1)


def source_of(epoch: int, offset: int) -> int:
    """The place of a message in the order of all messages there ever were."""
    return epoch * OFFSETS_PER_EPOCH + offset
