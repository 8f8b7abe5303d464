"""Reports whether the broker accepts messages, by its own alarms of disk and memory.

In an alarm RabbitMQ stops reading from publishers: meters over AMQP and MQTT wait, and
confirmed messages are kept. Senders over HTTP get an error at once, with the time of
the next try.
"""

import asyncio
import time
from typing import Final, Literal

import structlog
from prometheus_client import Gauge

from kilowatch.balancing.schemas import BrokerHealth, BrokerRoom
from kilowatch.kit.broker_alarms import BrokerRoomState, alarms_of, fetch_room
from kilowatch.kit.container import HealthNote
from kilowatch.kit.errors import Unavailable
from kilowatch.kit.management import (
    MANAGEMENT_UNREACHABLE,
    management_client,
    queues_without_leader,
)

log = structlog.get_logger()

ASK_EVERY_S: Final = 1.0
UNKNOWN_AFTER_S: Final = 5.0
"""An older response is not trusted: the broker may have restarted."""

LEADERLESS_FOR_S: Final = 15.0
"""A new queue, or one that changes its leader, has no leader for a moment."""

COME_AGAIN_S: Final = 10

disk_free_gauge = Gauge("kilowatch_broker_disk_free_bytes", "Room left on the broker's disk")
held_back_gauge = Gauge(
    "kilowatch_broker_held_back", "1 while the broker takes no messages, by its alarm", ["alarm"]
)


class BrokerRoomWatch:
    """Polls the management API once a second. Warns below ``warning_bytes`` of free disk."""

    def __init__(self, management_url: str, warning_bytes: int) -> None:
        self._client = management_client(management_url)
        self._warning_bytes = warning_bytes
        self._state: BrokerRoomState | None = None
        self._state_at_s = float("-inf")
        self._leaderless: list[str] = []
        self._leaderless_since_s: float | None = None

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            try:
                await self._ask()
            except MANAGEMENT_UNREACHABLE as error:
                log.debug("broker.room_unknown", error=repr(error))
            await asyncio.sleep(ASK_EVERY_S)

    async def close(self) -> None:
        """Close the HTTP client."""
        await self._client.aclose()

    async def _ask(self) -> None:
        state = await fetch_room(self._client)
        if self._state is None or alarms_of(state) != alarms_of(self._state):
            log.warning("broker.room", held_back_by=alarms_of(state), free=state.disk_free_bytes)
        self._state, self._state_at_s = state, time.monotonic()
        disk_free_gauge.set(state.disk_free_bytes or 0)
        held_back_gauge.labels("disk").set(state.disk_alarm)
        held_back_gauge.labels("memory").set(state.memory_alarm)
        self._note_leaderless(await queues_without_leader(self._client), time.monotonic())

    def _note_leaderless(self, queues: list[str], now_s: float) -> None:
        self._leaderless = queues
        if not queues:
            self._leaderless_since_s = None
        elif self._leaderless_since_s is None:
            self._leaderless_since_s = now_s

    @property
    def state(self) -> BrokerRoomState | None:
        """Return the broker's state of the last seconds; None if it did not respond."""
        return self._state if time.monotonic() - self._state_at_s < UNKNOWN_AFTER_S else None

    def check(self) -> None:
        """Raise `Unavailable` while the broker accepts no messages."""
        state = self.state
        if state is not None and (alarms := alarms_of(state)):
            raise Unavailable(
                f"Readings can't be taken right now: the broker is short of {alarms[0]}. "
                f"Send them again in {COME_AGAIN_S} s.",
                retry_after_s=COME_AGAIN_S,
            )

    def health(self) -> BrokerHealth:
        """Return the broker's state, for administrators."""
        state = self.state
        if state is None:
            return BrokerHealth(state="unreachable", failing=[], room=None)
        failing = [*alarms_of(state), *(["queues"] if self._has_lost_queues() else [])]
        verdict = "unhealthy" if failing else "healthy"
        return BrokerHealth(state=verdict, failing=failing, room=self._room(state))

    def _room(self, state: BrokerRoomState) -> BrokerRoom | None:
        if state.disk_free_bytes is None:
            return None
        return BrokerRoom(
            state=self._level(state),
            free_bytes=state.disk_free_bytes,
            warning_below_bytes=self._warning_bytes,
            held_back_below_bytes=state.held_below_bytes,
        )

    def _level(self, state: BrokerRoomState) -> Literal["enough", "low", "held_back"]:
        if state.disk_alarm:
            return "held_back"
        is_low = state.disk_free_bytes is not None and state.disk_free_bytes < self._warning_bytes
        return "low" if is_low else "enough"

    def notes(self) -> list[HealthNote]:
        """Return warnings for an operator."""
        state = self.state
        if state is None:
            return []
        found = [HealthNote(text=each, is_problem=True) for each in self._problems(state)]
        if self._level(state) == "low":
            text = f"The broker's disk is filling: {_limits(state)}."
            found.append(HealthNote(text=text, is_problem=False))
        return found

    def _problems(self, state: BrokerRoomState) -> list[str]:
        found: list[str] = []
        if state.disk_alarm:
            found.append(f"The broker's disk is almost full: {_limits(state)}. Make room.")
        if state.memory_alarm:
            found.append("The broker is short of memory: readings are held back at their senders.")
        if self._has_lost_queues():
            found.append(
                f"The broker runs, but {len(self._leaderless)} of its queues have no leader: "
                "restart it."
            )
        return found

    def _has_lost_queues(self) -> bool:
        since_s = self._leaderless_since_s
        return since_s is not None and time.monotonic() - since_s > LEADERLESS_FOR_S


def _limits(state: BrokerRoomState) -> str:
    free, limit = (
        (state.disk_free_bytes or 0) // 1_000_000,
        (state.held_below_bytes or 0) // 1_000_000,
    )
    return f"{free} MB are free, below {limit} MB readings are held back at their senders"
