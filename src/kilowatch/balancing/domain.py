"""Assigns batches to replicas and tracks silent ones. Pure; time is an argument."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

import msgspec

from kilowatch.balancing.deliveries import DeliveryWatch
from kilowatch.contracts.balancing import ReplicaSample
from kilowatch.contracts.readings import OFFSETS_PER_EPOCH, ReplicaHeartbeat

FIRST_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
DEVICES_REMEMBERED = 1_000_000
MOST_QUEUED_WHERE_IDLE = 2


class Strategy(StrEnum):
    """The strategy that chooses the replica for the next batch."""

    ROUND_ROBIN = "round_robin"
    """Round-robin, in the order of replica names."""
    CONSISTENT_HASH = "consistent_hash"
    """By device: all readings of a device go to the same replica while it is active."""
    LEAST_BACKLOG = "least_backlog"
    """The replica with the smallest backlog."""


class Standing(StrEnum):
    """The state of a replica."""

    ACTIVE = "active"
    SILENT = "silent"
    LEAVING = "leaving"
    """Draining: it finishes its backlog and gets no more batches."""


class ReplicaState(msgspec.Struct):
    """The state of a replica. Times are of a monotonic clock, in seconds."""

    name: str
    seen_at_s: float
    heartbeat: ReplicaHeartbeat
    standing: Standing = Standing.ACTIVE
    since_s: float = 0.0
    """When it entered its current state."""
    dispatched_batches: int = 0
    dispatched_messages: int = 0
    waiting_batches: int = 0
    """Batches in its queue when last counted."""
    dispatched_since_poll: int = 0
    received_since_poll: int = 0
    """Batches it has reported as taken since the last count."""
    in_flight: int = 0
    """Batches published to its queue and not confirmed by the broker."""
    deliveries: DeliveryWatch = msgspec.field(default_factory=DeliveryWatch)
    drain_marker_sent_to: str = ""
    """The incarnation whose queue got the drain marker."""

    @property
    def silent(self) -> bool:
        """Return true where its heartbeats are overdue."""
        return self.standing is Standing.SILENT

    @property
    def queued_batches(self) -> int:
        """Return the batches in its queue that it has not taken, as far as is known."""
        return max(0, self.waiting_batches + self.dispatched_since_poll - self.received_since_poll)

    @property
    def backlog_batches(self) -> int:
        """Return the batches dispatched to it and not finished."""
        return self.queued_batches + self.heartbeat.unacknowledged

    @property
    def awaits_drain_marker(self) -> bool:
        """Return true if it is draining and no batch is in flight to it."""
        is_marked = self.drain_marker_sent_to == self.heartbeat.incarnation
        return self.standing is Standing.LEAVING and not self.in_flight and not is_marked

    def become(self, standing: Standing, now_s: float) -> None:
        """Record a change of state and its time."""
        if self.standing is not standing:
            self.standing, self.since_s = standing, now_s


class Share(msgspec.Struct, frozen=True):
    """The messages of a batch, by index, that go to one replica."""

    replica: ReplicaState
    places: Sequence[int]


class ReplicaPool:
    """The known replicas, and the choice among them."""

    def __init__(
        self, silent_after_s: float, backlog_batches: int, bulk_backlog_batches: int = 2
    ) -> None:
        self._silent_after_s = silent_after_s
        self._backlog_batches = backlog_batches
        self._bulk_backlog_batches = bulk_backlog_batches
        self.strategy = Strategy.ROUND_ROBIN
        self.replicas: dict[str, ReplicaState] = {}
        self._last_chosen = ""
        self._rendezvous = RendezvousHash()

    def record(self, heartbeat: ReplicaHeartbeat, now_s: float) -> bool:
        """Record a heartbeat; return true if the replica is new or back.

        A replica that reports that it left is removed.
        """
        name = heartbeat.replica
        state = self.replicas.get(name)
        if heartbeat.phase == "left":
            if state is not None and state.heartbeat.incarnation == heartbeat.incarnation:
                self.forget(name)
            return False
        is_new = state is None
        if state is None:
            state = ReplicaState(name, now_s, heartbeat, since_s=now_s)
            self.replicas[name] = state
        was_silent = state.silent
        leaving = heartbeat.phase == "leaving"
        state.become(Standing.LEAVING if leaving else Standing.ACTIVE, now_s)
        state.received_since_poll += _taken_between(state.heartbeat, heartbeat)
        state.seen_at_s, state.heartbeat = now_s, heartbeat
        return is_new or was_silent

    def fall_silent(self, now_s: float) -> list[ReplicaState]:
        """Mark and return the replicas whose heartbeats have just become overdue."""
        fallen = [
            each
            for each in self.replicas.values()
            if not each.silent and now_s - each.seen_at_s > self._silent_after_s
        ]
        for each in fallen:
            each.become(Standing.SILENT, now_s)
        return fallen

    def lapsed(self, now_s: float, after_s: float) -> list[ReplicaState]:
        """Return replicas silent for so long that their name is released."""
        return [
            each
            for each in self.replicas.values()
            if each.silent and now_s - each.since_s > after_s
        ]

    def forget(self, name: str) -> None:
        """Remove a replica from the pool."""
        self.replicas.pop(name, None)

    def reset_deadlines(self, now_s: float) -> None:
        """Restart all heartbeat deadlines, after a time in which this process did not listen."""
        for each in self.replicas.values():
            if not each.silent:
                each.seen_at_s = now_s

    def take_over(self, samples: Sequence[ReplicaSample]) -> None:
        """Continue the counters of the previous active balancer."""
        for sample in samples:
            state = self.replicas.get(sample.name)
            if state is not None:
                state.dispatched_batches = max(state.dispatched_batches, sample.dispatched_batches)
                state.dispatched_messages = max(
                    state.dispatched_messages, sample.dispatched_messages
                )

    def allot(self, devices: Sequence[str | None], *, bulk: bool = False) -> list[Share]:
        """Assign the messages of a batch, given the device of each; empty if the batch must wait.

        A ``bulk`` batch goes only to a replica with a small backlog, so that others wait little.
        By device the whole batch waits until all replicas it concerns have room: the assignment
        of devices must not change between its parts.
        """
        if self.strategy is Strategy.CONSISTENT_HASH:
            return self._allot_by_device(devices, bulk=bulk)
        replica = self.next(bulk=bulk)
        return [] if replica is None else [Share(replica, range(len(devices)))]

    def next(self, *, bulk: bool = False) -> ReplicaState | None:
        """Return the next active replica with room, None where there is none."""
        ready = sorted(
            name for name, each in self.replicas.items() if self._has_room(each, bulk=bulk)
        )
        if not ready:
            return None
        at = next((n for n, name in enumerate(ready) if name > self._last_chosen), 0)
        turns = [self.replicas[name] for name in ready[at:] + ready[:at]]
        if self.strategy is Strategy.LEAST_BACKLOG:
            chosen = min(turns, key=lambda each: each.backlog_batches)
        else:
            chosen = turns[0]
        self._last_chosen = chosen.name
        return chosen

    def has_room_for_bulk(self) -> bool:
        """Return whether a replica has room for a bulk batch."""
        return any(self._has_room(each, bulk=True) for each in self.replicas.values())

    def is_idle(self) -> bool:
        """Return whether a replica would start on a batch soon.

        If there is none, a batch that is not full may as well wait for more messages: each batch
        costs a transaction, however small it is.
        """
        return any(
            self._has_room(each, bulk=False) and each.queued_batches < MOST_QUEUED_WHERE_IDLE
            for each in self.replicas.values()
        )

    def _has_room(self, each: ReplicaState, *, bulk: bool) -> bool:
        if each.standing is not Standing.ACTIVE or each.backlog_batches >= self._backlog_batches:
            return False
        return not bulk or each.backlog_batches < self._bulk_backlog_batches

    def _allot_by_device(self, devices: Sequence[str | None], *, bulk: bool) -> list[Share]:
        working = [name for name, each in self.replicas.items() if each.standing is Standing.ACTIVE]
        if not working:
            return []
        self._rendezvous.among(sorted(working))
        places: dict[str, list[int]] = {}
        for place, device in enumerate(devices):
            places.setdefault(self._rendezvous.of(device or ""), []).append(place)
        shares = [Share(self.replicas[name], places[name]) for name in sorted(places)]
        return shares if all(self._has_room(each.replica, bulk=bulk) for each in shares) else []


def _taken_between(before: ReplicaHeartbeat, now: ReplicaHeartbeat) -> int:
    """Return the batches taken between two heartbeats; all of them after a restart."""
    if before.incarnation != now.incarnation:
        return now.taken_total
    return max(0, now.taken_total - before.taken_total)


class RendezvousHash:
    """Assigns devices to replicas by rendezvous hashing (highest random weight).

    The replica with the highest hash of (replica, device) has the device. So only the devices of
    a replica that leaves move, and one that joins takes devices from all others.
    """

    def __init__(self) -> None:
        self._replicas: list[str] = []
        self._known: dict[str, str] = {}

    def among(self, replicas: list[str]) -> None:
        """Set the replicas to choose from."""
        if replicas != self._replicas or len(self._known) > DEVICES_REMEMBERED:
            self._replicas, self._known = replicas, {}

    def of(self, device: str) -> str:
        """Return the replica of a device."""
        home = self._known.get(device)
        if home is None:
            home = max(self._replicas, key=lambda replica: _draw(replica, device))
            self._known[device] = home
        return home


def _draw(replica: str, device: str) -> bytes:
    return blake2b(f"{replica}/{device}".encode(), digest_size=8).digest()


def next_epoch(now: datetime, last: int | None) -> int:
    """Return the epoch of a stream first seen ``now``: hours since 2020, above all earlier ones."""
    hours = (now - FIRST_EPOCH) // timedelta(hours=1)
    return hours if last is None else max(hours, last + 1)


def source_of(epoch: int, offset: int) -> int:
    """Return the source of a message: its position in the order of all messages ever."""
    return epoch * OFFSETS_PER_EPOCH + offset
