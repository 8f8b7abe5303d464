"""The connections of this process: a bounded queue each, and their users.

Nothing here waits for a reader: adding a message never blocks, and a full queue ends only its
own connection.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from prometheus_client import Counter, Gauge

from kilowatch.contracts.ids import DeviceId, UserId
from kilowatch.contracts.socket import Expiring, Message
from kilowatch.kit.requests import current
from kilowatch.kit.tokens import TokenClaims
from kilowatch.realtime.domain import ConnectionEnds, Ending
from kilowatch.realtime.live_buffer import LiveBuffer

QUEUE_SIZE = 100
EXPIRY_WARNING_S = 60.0

SOCKETS = Gauge("kilowatch_realtime_sockets", "Authenticated WebSocket connections.")
PUSHES = Counter("kilowatch_realtime_pushes_total", "Notifications handed to a connection.")


class SocketConnection:
    """An authenticated connection: its queue, and when it must end.

    ``claims`` are of its current token. ``ended`` is done once it has to end. ``request`` is the
    origin of the connection, None outside of one.
    """

    def __init__(self, claims: TokenClaims, *, is_admin: bool = False) -> None:
        self.claims = claims
        self.is_admin = is_admin
        self.request = current()
        self.ended: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self._queue: asyncio.Queue[str | None] = asyncio.Queue(QUEUE_SIZE)
        self._position: int | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self._set_timers()
        self._pane = LiveBuffer(self._put_live)

    @property
    def user_id(self) -> UserId:
        """Return the user of the connection."""
        return self.claims.user_id

    @property
    def expires_at(self) -> datetime:
        """Return when its token expires."""
        return self.claims.expires_at

    @property
    def position(self) -> int | None:
        """The number of the last notification in the queue or sent; None until it is live."""
        return self._position

    def go_live(self, position: int) -> None:
        """From now on accept every notification after ``position`` from `offer`."""
        self._position = position

    def offer(self, number: int, text: str) -> None:
        """Queue the notification unless it is there already. Never waits."""
        if self._position is None or number <= self._position:
            return
        if number != self._position + 1:
            # Some have been deleted unseen; when it reconnects the reader learns of the gap.
            self.end(Ending.TOO_SLOW)
            return
        self._position = number
        PUSHES.inc()
        self._put(text)

    async def offer_patiently(self, text: str) -> None:
        """Queue a notification of the past, when there is room: its reader requested it."""
        await self._queue.put(text)
        PUSHES.inc()

    def post(self, message: Message) -> None:
        """Queue a message that is not a notification. Never waits."""
        self._put(msgspec.json.encode(message).decode())

    def mention(self, text: str) -> None:
        """Queue an ephemeral message if there is room. Never waits, never ends the connection."""
        if self._queue.qsize() < QUEUE_SIZE // 2:
            self._queue.put_nowait(text)

    def _put(self, text: str) -> None:
        try:
            self._queue.put_nowait(text)
        except asyncio.QueueFull:
            self.end(Ending.TOO_SLOW)

    def show(self, device_id: DeviceId, value: msgspec.Raw) -> None:
        """Send the value of a device soon, replacing one not sent yet. Never waits."""
        self._pane.show(device_id, value)

    def hide(self, device_id: DeviceId) -> None:
        """Discard unsent values of a device."""
        self._pane.hide(device_id)

    def _put_live(self) -> bool:
        """Queue the latest live values; a full queue is no reason to end."""
        try:
            self._queue.put_nowait(None)
        except asyncio.QueueFull:
            return False
        return True

    async def next_text(self) -> str:
        """Return the next message to send."""
        while True:
            text = await self._queue.get()
            text = self._pane.take() if text is None else text
            if text is not None:
                return text

    def end(self, ending: Ending) -> None:
        """Request the end of this connection; the first reason applies."""
        if not self.ended.done():
            self.ended.set_result(ending)

    def renew(self, claims: TokenClaims) -> None:
        """Continue with a fresh token."""
        self.claims = claims
        self.clear_timers()
        self._set_timers()

    def _set_timers(self) -> None:
        loop = asyncio.get_running_loop()
        left_s = (self.expires_at - datetime.now(UTC)).total_seconds()
        self._timers.append(loop.call_later(left_s, self.end, Ending.EXPIRED))
        if left_s > EXPIRY_WARNING_S:
            warning = Expiring(expires_at=self.expires_at)
            self._timers.append(loop.call_later(left_s - EXPIRY_WARNING_S, self.post, warning))

    def clear_timers(self) -> None:
        """Cancel the timer of the token's expiry."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def close(self) -> None:
        """Stop sending."""
        self.clear_timers()
        self._pane.close()


class Hub:
    """The sessions of this process by user."""

    def __init__(self, max_sockets_per_user: int) -> None:
        self._max_sockets_per_user = max_sockets_per_user
        self._sessions: defaultdict[UserId, set[SocketConnection]] = defaultdict(set)

    def add(self, session: SocketConnection) -> None:
        """Add a session. Raises `ConnectionEnds` if its user has too many."""
        if len(self.of(session.user_id)) >= self._max_sockets_per_user:
            raise ConnectionEnds(Ending.TOO_MANY_SOCKETS)
        self._sessions[session.user_id].add(session)
        SOCKETS.inc()

    def remove(self, session: SocketConnection) -> None:
        """Remove a session that `add` added."""
        session.close()
        sessions = self._sessions[session.user_id]
        sessions.remove(session)
        if not sessions:
            del self._sessions[session.user_id]
        SOCKETS.dec()

    def of(self, user_id: UserId) -> Sequence[SocketConnection]:
        """Return the current sessions of one user."""
        return tuple(self._sessions.get(user_id, ()))

    def users(self) -> set[UserId]:
        """Return every user with a session here."""
        return set(self._sessions)

    def administrators(self) -> Sequence[SocketConnection]:
        """Return the current sessions of administrators."""
        return [each for of_one in self._sessions.values() for each in of_one if each.is_admin]

    def live(self, user_id: UserId) -> dict[SocketConnection, int]:
        """Return the position of each of the user's live sessions."""
        return {
            each: each.position
            for each in self.of(user_id)
            if each.position is not None and not each.ended.done()
        }
