"""Sends messages of meters until the platform has confirmed each, whatever the way in is."""

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
"""Messages on the way at once, for a meter that has a lot to say."""

REFUSED_FOR_S: Final = 30.0
"""A login refused for this long will not be granted: nothing boots that slowly."""

FIRST_RETRY_S: Final = 0.2
LAST_RETRY_S: Final = 5.0


Deliver = Callable[[Message], Awaitable[int]]
"""Brings a message in for good; gives how many of its readings were refused for ever."""


class LoginRefused(Exception):
    """The platform does not let this meter in. Says what to do."""


class NotTrusted(LoginRefused):
    """The certificate of the platform is not trusted. Says what to do."""


class Delivery(Protocol):
    """Takes messages of meters and brings them in."""

    async def send(self, message: Message) -> None:
        """Hand over a message; waits while too many are on the way. Raises `LoginRefused`."""
        ...

    async def drain(self, device_id: str | None = None) -> None:
        """Wait until all of the device's, or of everybody's, are confirmed."""
        ...


class Publisher(ABC):
    """Keeps up to ``window`` messages on the way and forgets none before it is confirmed.

    When the connection breaks, whatever was not confirmed is sent again over the next one, so
    a message may arrive twice and never not at all. Use it as an asynchronous context manager.
    ``tls`` says whom to trust at an address with TLS, else it is whom the machine trusts.
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
        """Those that the platform will never take; why is in the log."""
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
        """Hand over a message; waits while too many are on the way. Raises `LoginRefused`."""
        await self._room.acquire()
        self._check_admitted()
        number = self.sent_messages
        self.sent_messages += 1
        self._unconfirmed[number] = message
        self._all_confirmed.clear()
        self._to_send.put_nowait(number)

    async def drain(self, device_id: str | None = None) -> None:
        """Wait until everything handed over is confirmed, however long the platform is away.

        Raises `LoginRefused`.
        """
        del device_id
        await self._all_confirmed.wait()
        self._check_admitted()

    @abstractmethod
    async def _run(self) -> None:
        """Deliver what is handed over, until cancelled."""

    async def _deliver_all(self, deliver: Deliver) -> None:
        """Deliver what is unconfirmed and what comes; raises what ``deliver`` raises."""
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
        """The login was refused once more. A platform that is starting refuses for a while."""
        refusal = LoginRefused(
            f"The platform does not let this meter in ({why}). Its credential was replaced or "
            "revoked, or its device deleted: have an administrator issue another."
        )
        self._note_kept_out(refusal, why)

    def _note_distrust(self, error: BaseException) -> None:
        """Give up in the end where the platform's certificate is what keeps ``error`` coming."""
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
