"""Buffers live values: the latest of each device, sent once a second at most."""

import asyncio
from collections.abc import Callable

import msgspec

from kilowatch.contracts.ids import DeviceId

EVERY_S = 1.0


class LiveBuffer:
    """Values waiting to be sent on one connection, however slowly it reads.

    ``queue`` requests a call of `take` when it is the connection's turn; it returns false if
    the queue is full, and is called again later.
    """

    def __init__(self, queue: Callable[[], bool]) -> None:
        self._queue = queue
        self._values: dict[DeviceId, msgspec.Raw] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._is_queued = False
        self._not_before_s = 0.0

    def show(self, device_id: DeviceId, value: msgspec.Raw) -> None:
        """Store a value, replacing the previous one."""
        self._values[device_id] = value
        self._arrange()

    def hide(self, device_id: DeviceId) -> None:
        """Discard an unsent value."""
        self._values.pop(device_id, None)

    def take(self) -> str | None:
        """Return the message with the current values; None if there are none."""
        self._is_queued = False
        values, self._values = self._values, {}
        if not values:
            return None
        self._not_before_s = asyncio.get_running_loop().time() + EVERY_S
        return msgspec.json.encode({"type": "live", "readings": list(values.values())}).decode()

    def close(self) -> None:
        """Stop sending."""
        self._values.clear()
        self._is_queued = True
        if self._timer is not None:
            self._timer.cancel()

    def _arrange(self) -> None:
        if self._is_queued or self._timer is not None:
            return
        loop = asyncio.get_running_loop()
        self._timer = loop.call_at(max(self._not_before_s, loop.time()), self._on_time)

    def _on_time(self) -> None:
        self._timer = None
        self._is_queued = self._queue()
        if not self._is_queued:
            self._not_before_s = asyncio.get_running_loop().time() + EVERY_S
            self._arrange()
