"""Limits how often a user may do what is costly: per minute, some at once."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

from fastapi import Depends, Request
from prometheus_client import Counter

from kilowatch.kit.accounts import CurrentCaller
from kilowatch.kit.container import Container, container_of
from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.kit.problems import raises

REFUSED = Counter("kilowatch_paced_total", "Requests refused for coming too often.", ["what"])

MOST_KEYS: Final = 10_000
"""The most keys remembered; the one idle for longest is forgotten first."""

ADMINISTRATORS_SHARE: Final = 0.1
"""The cost of an administrator's request relative to a client's."""


class TooManyRequests(KilowatchError):
    """The caller does this more often than is allowed."""

    kind = Kind.TOO_MANY
    code = "too_many_requests"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            f"You are doing this too often. Try again in {retry_after_s} s.",
            retry_after_s=retry_after_s,
        )


class Pace:
    """Allows each key ``per_minute`` on average, and ``at_once`` after a pause."""

    def __init__(
        self,
        per_minute: float,
        at_once: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_s = per_minute / 60
        self._most = at_once if at_once is not None else max(per_minute, 1.0)
        self._clock = clock
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable, cost: float = 1.0) -> float:
        """Count one; return 0, or the seconds to wait if it is too much."""
        now_s = self._clock()
        left, at_s = self._left.pop(key, (self._most, now_s))
        left = min(self._most, left + (now_s - at_s) * self._per_s)
        wait_s = max(0.0, cost - left) / self._per_s
        self._left[key] = (left if wait_s > 0 else left - cost, now_s)
        if len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return wait_s

    def require(self, key: Hashable, what: str, cost: float = 1.0) -> None:
        """Count one. Raises `TooManyRequests` if it is too much."""
        wait_s = self.take(key, cost)
        if wait_s > 0:
            REFUSED.labels(what).inc()
            raise TooManyRequests(math.ceil(wait_s))


@dataclass(frozen=True, kw_only=True)
class WithPacedChanges(Container):
    """The part of a container that limits changes per user."""

    changes_pace: Pace


@raises(TooManyRequests, on_changes_only=True)
async def paced_changes(request: Request, caller: CurrentCaller) -> None:
    """Limit the changes of one user. Raises `TooManyRequests`."""
    if request.method in {"GET", "HEAD"}:
        return
    pace = container_of(request.app, WithPacedChanges).changes_pace
    pace.require(caller.user_id, "changes", ADMINISTRATORS_SHARE if caller.is_admin else 1.0)


PacedChanges = Depends(paced_changes)
"""For routers: counts each changing request."""
