"""Counts what each device sends and finds those over their quota. Pure.

A quota is generous: senders take turns anyway, so it stops only what no meter does. What came
before a device was over it waits in the stream, and is never lost.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from kilowatch.balancing.dispatch_queue import Entries
from kilowatch.contracts.balancing import BusySender
from kilowatch.contracts.readings import device_of_routing_key

WINDOW_S: Final = 60.0
FEW_WAITING: Final = 500
"""Senders with at least this many waiting messages are listed; fewer are dispatched in a moment."""

MOST_TOLD: Final = 100


class Quota(msgspec.Struct, frozen=True, kw_only=True):
    """The most that a device may send in a minute and have waiting before it is held."""

    messages_per_minute: int
    readings_per_minute: int
    waiting_messages: int


class _Usage:
    """The counts of a device in the current minute."""

    __slots__ = ("messages", "readings")

    def __init__(self) -> None:
        self.messages = 0
        self.readings = 0


class QuotaMeter:
    """Counts by routing key. Times are of a monotonic clock, in seconds.

    Readings are counted by their opening braces, so anything in braces counts.
    """

    def __init__(self, default: Quota) -> None:
        self._default = default
        self.overrides: Mapping[str, Quota] = {}
        """Quotas that administrators have set, by the device."""
        self._usage: dict[bytes, _Usage] = {}
        self._ends_s = 0.0
        self._held: dict[bytes, float] = {}

    def quota_of(self, key: bytes) -> Quota:
        """Return the quota of the sender with routing key ``key``."""
        return self.overrides.get(device_of_routing_key(key) or "", self._default)

    def count(self, entries: Entries, now_s: float) -> None:
        """Count messages that were read."""
        self._turn_over(now_s)
        usage = self._usage
        for _, entry in entries:
            found = usage.get(entry.routing_key)
            if found is None:
                found = usage[entry.routing_key] = _Usage()
            found.messages += 1
            found.readings += entry.body.count(b"{")

    def _turn_over(self, now_s: float) -> None:
        if now_s >= self._ends_s:
            self._usage.clear()
            self._ends_s = now_s + WINDOW_S

    def busy(self, waiting: Mapping[bytes, int], now_s: float) -> list[BusySender]:
        """Return senders over their quota or with many messages waiting, the longest queues first.

        A sender over its rate is held until the minute ends; one with too many waiting messages,
        until half of them are dispatched. Raising a quota releases its device at once.
        """
        self._turn_over(now_s)
        over = {key for key in self._usage.keys() | waiting.keys() if self._is_over(key, waiting)}
        for key in over:
            self._held[key] = self._ends_s
        self._held = {
            key: until_s
            for key, until_s in self._held.items()
            if key in over or waiting.get(key, 0) > self.quota_of(key).waiting_messages // 2
        }
        listed = self._held.keys() | {key for key, n in waiting.items() if n >= FEW_WAITING}
        found = [self._describe(key, waiting.get(key, 0), now_s) for key in listed]
        found.sort(key=lambda each: (not each.held, -each.waiting_messages))
        return found[:MOST_TOLD]

    def _is_over(self, key: bytes, waiting: Mapping[bytes, int]) -> bool:
        quota, usage = self.quota_of(key), self._usage.get(key)
        too_much = usage is not None and (
            usage.messages > quota.messages_per_minute or usage.readings > quota.readings_per_minute
        )
        return too_much or waiting.get(key, 0) > quota.waiting_messages

    def _describe(self, key: bytes, waiting: int, now_s: float) -> BusySender:
        usage = self._usage.get(key)
        held_until_s = self._held.get(key)
        return BusySender(
            device_id=device_of_routing_key(key) or "",
            waiting_messages=waiting,
            messages_this_minute=usage.messages if usage else 0,
            readings_this_minute=usage.readings if usage else 0,
            held=held_until_s is not None,
            retry_after_s=max(1, round((held_until_s or now_s) - now_s)),
        )
