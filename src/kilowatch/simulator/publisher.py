"""Sends messages of meters until the platform has confirmed each, over any transport."""

import asyncio
import ssl
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, Self

import structlog

from kilowatch.kit.background import end_tasks
from kilowatch.simulator.trust import distrust
from kilowatch.simulator.wire import Message

log = structlog.get_logger()

WINDOW: Final = 500
"""Messages in flight, for a meter that has a lot to send."""

REFUSED_FOR_S: Final = 30.0
"""A login rejected for this long will not succeed: nothing boots that slowly."""

FIRST_RETRY_S: Final = 0.2
LAST_RETRY_S: Final = 5.0


Deliver = Callable[[Message], Awaitable[int]]
"""Delivers a message; returns how many of its readings were rejected permanently."""


class LoginRefused(Exception):
    """The platform rejects the login of this meter. Says what to do."""


class NotTrusted(LoginRefused):
    """The certificate of the platform is not trusted. Says what to do."""


class Delivery(Protocol):
    """Accepts messages of meters and delivers them."""

    async def send(self, message: Message) -> None:
        """Add a message; waits while too many are in flight. Raises `LoginRefused`."""
        ...

    async def drain(self, device_id: str | None = None) -> None:
        """Wait until all messages of the device, or of all, are confirmed."""
        ...


class Publisher(ABC):
    """Keeps up to ``window`` messages in flight and keeps each until it is confirmed.

    When the connection breaks, unconfirmed messages are sent again over the next one, so a
    message may arrive twice but is never lost. Use it as an asynchronous context manager.
    ``tls`` has the authorities to trust at an address with TLS, by default the machine's.
    """

    def __init__(
        self,
        window: int = WINDOW,
        *,
        refused_for_s: float = REFUSED_FOR_S,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._tls = tls
        self.sent_messages = 0
        self.confirmed_messages = 0
        self.confirmed_readings = 0
        self.refused_readings = 0
        """Readings that the platform rejected permanently; the log has the reasons."""
        self._window = window
        self._room = asyncio.Semaphore(window)
        self._unconfirmed: dict[int, Message] = {}
        self._to_send: asyncio.Queue[int] = asyncio.Queue()
        self._all_confirmed = asyncio.Event()
        self._all_confirmed.set()
        self._running: asyncio.Task[None] | None = None
        self._refused_for_s = refused_for_s
        self._refused_since_s: float | None = None
        self._refusal: LoginRefused | None = None

    async def __aenter__(self) -> Self:
        self._running = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._running is not None:
            await end_tasks(self._running)

    async def send(self, message: Message) -> None:
        """Add a message; waits while too many are in flight. Raises `LoginRefused`."""
        await self._room.acquire()
        self._check_admitted()
        number = self.sent_messages
        self.sent_messages += 1
        self._unconfirmed[number] = message
        self._all_confirmed.clear()
        self._to_send.put_nowait(number)

    async def drain(self, device_id: str | None = None) -> None:
        """Wait until every added message is confirmed, however long the platform is down.

        Raises `LoginRefused`.
        """
        del device_id
        await self._all_confirmed.wait()
        self._check_admitted()

    @abstractmethod
    async def _run(self) -> None:
        """Deliver added messages, until cancelled."""

    async def _deliver_all(self, deliver: Deliver) -> None:
        """Deliver unconfirmed and new messages; raises what ``deliver`` raises."""
        self._to_send = asyncio.Queue()
        for number in self._unconfirmed:
            self._to_send.put_nowait(number)
        workers = [asyncio.create_task(self._work(deliver)) for _ in range(self._window)]
        try:
            await asyncio.gather(*workers)
        finally:
            await end_tasks(*workers)

    async def _work(self, deliver: Deliver) -> None:
        to_send = self._to_send
        while True:
            number = await to_send.get()
            refused = await deliver(self._unconfirmed[number])
            self._confirm(number, refused)

    def _confirm(self, number: int, refused: int) -> None:
        message = self._unconfirmed.pop(number)
        taken = message.readings - refused
        self.refused_readings += refused
        self.confirmed_readings += taken
        self.confirmed_messages += taken > 0
        self._refused_since_s = None
        self._room.release()
        if not self._unconfirmed:
            self._all_confirmed.set()

    def _note_refused(self, why: str) -> None:
        """The login was rejected again. A platform that is starting rejects for a while."""
        refusal = LoginRefused(
            f"The platform does not let this meter in ({why}). Its credential was replaced or "
            "revoked, or its device deleted: have an administrator issue another."
        )
        self._note_kept_out(refusal, why)

    def _note_distrust(self, error: BaseException) -> None:
        """Give up eventually if the platform's certificate is what keeps ``error`` coming."""
        if (why := distrust(error)) is not None:
            refusal = NotTrusted(
                f"The platform's certificate is not trusted here ({why}). Name the certificate of "
                "the authority that signed it by --ca-file or KILOWATCH_METER_CA_FILE."
            )
            self._note_kept_out(refusal, why)

    def _note_kept_out(self, refusal: LoginRefused, why: str) -> None:
        now_s = time.monotonic()
        if self._refused_since_s is None:
            self._refused_since_s = now_s
        if now_s - self._refused_since_s < self._refused_for_s or self._refusal is not None:
            return
        self._refusal = refusal
        log.error("meter.refused", reason=why)
        self._all_confirmed.set()
        for _ in range(self._window):
            self._room.release()

    def _note_admitted(self) -> None:
        self._refused_since_s = None

    def _check_admitted(self) -> None:
        if self._refusal is not None:
            raise self._refusal
