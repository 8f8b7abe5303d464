"""Restarts RabbitMQ if it runs but has lost its queues, and reports its alarms.

When a write fails, above all on a full disk, the processes inside the node that serve the stream,
or the log of all quorum queues, end permanently. The node keeps running without them: it listens,
accepts connections, raises no alarm, and confirms nothing. Nothing it confirmed before is lost, and
it recovers all of it when it is restarted.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Final

from kilowatch.kit.broker_alarms import alarms_of, fetch_room
from kilowatch.kit.management import (
    MANAGEMENT_UNREACHABLE,
    management_client,
    queues_without_leader,
)
from kilowatch.local.managed_process import ManagedProcess, State

LOOK_EVERY_S: Final = 3.0
PATIENCE_S: Final = 15.0
"""A new queue, or one that changes its leader, has no leader for a moment."""

FIRST_PAUSE_S: Final = 60.0
LAST_PAUSE_S: Final = 900.0
"""The delays before a restart that did not help is repeated."""


class BrokerCare:
    """Monitors the queues of a private RabbitMQ.

    ``has_room`` is called before a restart.
    """

    def __init__(
        self,
        part: ManagedProcess,
        management_url: str,
        has_room: Callable[[], bool],
        say: Callable[[str], None],
    ) -> None:
        self._part = part
        self._management_url = management_url
        self._has_room = has_room
        self._say = say
        self._broken_since_s: float | None = None
        self._not_before_s = 0.0
        self._pause_s = FIRST_PAUSE_S
        self.warning: str | None = None
        self.alarm: str | None = None
        """Return why the broker accepts nothing from senders; None while it does."""

    async def run(self) -> None:
        """Monitor until cancelled."""
        async with management_client(self._management_url) as client:
            while True:
                if self._part.state is State.HEALTHY:
                    with contextlib.suppress(*MANAGEMENT_UNREACHABLE):
                        self.note_alarms(alarms_of(await fetch_room(client)))
                        self.judge(await queues_without_leader(client), time.monotonic())
                else:
                    self._broken_since_s = self.warning = self.alarm = None
                await asyncio.sleep(LOOK_EVERY_S)

    def note_alarms(self, alarms: list[str]) -> None:
        """Record the alarms of the broker, and report changes."""
        before, self.alarm = self.alarm, None
        if alarms:
            self.alarm = (
                f"RabbitMQ is short of {' and '.join(alarms)}: "
                "readings are held back at their senders."
            )
        if self.alarm != before:
            self._say(self.alarm or "RabbitMQ takes readings again.")

    def judge(self, broken: list[str], now_s: float) -> None:
        """Record the queues without a leader, and restart the node if necessary."""
        if not broken:
            self._broken_since_s = self.warning = None
            if now_s > self._not_before_s:
                self._pause_s = FIRST_PAUSE_S
            return
        if self._broken_since_s is None:
            self._broken_since_s = now_s
        if now_s - self._broken_since_s < PATIENCE_S:
            return
        self.warning = f"RabbitMQ runs, but has lost {_named(broken)}."
        if now_s >= self._not_before_s and self._has_room():
            self._say(f"{self.warning} It is started again.")
            self._not_before_s = now_s + self._pause_s
            self._pause_s = min(self._pause_s * 2, LAST_PAUSE_S)
            self._broken_since_s = None
            # A clean stop would wait in vain for the processes that are gone.
            self._part.end_at_once()


def _named(queues: list[str]) -> str:
    first = ", ".join(sorted(queues)[:3])
    return f"the queue {first}" if len(queues) == 1 else f"{len(queues)} queues ({first}, …)"
