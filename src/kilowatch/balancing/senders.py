"""Authenticates senders over HTTP: a device by its own credential, or an administrator."""

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

import msgspec
from fastapi import Depends, Request
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from kilowatch.balancing.rejections import IntakeRejections
from kilowatch.contracts.ids import DeviceId
from kilowatch.kit.accounts import Bearer, SessionIsOver, current_administrator, current_caller
from kilowatch.kit.container import Container, container_of
from kilowatch.kit.errors import Forbidden, Unauthenticated
from kilowatch.kit.problems import raises

REMEMBERED_FOR_S: Final = 1.0
"""A decision is cached for this long, so that a busy device is looked up once."""

MOST_REMEMBERED: Final = 10_000

Check = Callable[[DeviceId, str], Awaitable[bool]]


class Sender(msgspec.Struct, frozen=True):
    """The sender of readings; without a device an administrator, who may report for any."""

    device_id: DeviceId | None = None


class SenderChecks:
    """Checks devices by ``check``, and caches each result for a moment.

    Concurrent requests of one device share a check. Secrets are cached as hashes.
    """

    def __init__(self, check: Check) -> None:
        self._check = check
        self._answers: OrderedDict[bytes, tuple[float, bool]] = OrderedDict()
        self._asking: dict[bytes, asyncio.Task[bool]] = {}

    async def admit(self, username: str, secret: str) -> DeviceId:
        """Return the device with this login. Raises `Unauthenticated`, and `Unavailable`."""
        device_id = _device(username)
        if device_id is None or not await self._answer(device_id, secret):
            raise Unauthenticated("The device or its secret is not known.")
        return device_id

    async def _answer(self, device_id: DeviceId, secret: str) -> bool:
        key = hashlib.sha256(f"{device_id}:{secret}".encode()).digest()
        remembered = self._answers.get(key)
        if remembered is not None and time.monotonic() < remembered[0]:
            return remembered[1]
        asking = self._asking.get(key)
        if asking is None:
            asking = asyncio.create_task(self._ask(key, device_id, secret))
            self._asking[key] = asking
        # The first caller may be cancelled; the others still wait for the result.
        return await asyncio.shield(asking)

    async def _ask(self, key: bytes, device_id: DeviceId, secret: str) -> bool:
        # From the start of the check: the result may be a moment old when it arrives.
        good_until_s = time.monotonic() + REMEMBERED_FOR_S
        try:
            answer = await self._check(device_id, secret)
        finally:
            del self._asking[key]
        self._answers[key] = (good_until_s, answer)
        self._answers.move_to_end(key)
        while len(self._answers) > MOST_REMEMBERED:
            self._answers.popitem(last=False)
        return answer


def _device(username: str) -> DeviceId | None:
    try:
        device_id = UUID(username)
    except ValueError:
        return None
    return DeviceId(device_id) if str(device_id) == username else None


_basic = HTTPBasic(auto_error=False, realm="Kilowatch")
Basic = Annotated[HTTPBasicCredentials | None, Depends(_basic)]


@dataclass(frozen=True, kw_only=True)
class WithSenders(Container):
    """The part of a container that admits senders and records those it rejects."""

    sender_checks: SenderChecks
    rejections: IntakeRejections


@raises(Unauthenticated, SessionIsOver, Forbidden)
async def current_sender(request: Request, bearer: Bearer, basic: Basic) -> Sender:
    """Return the sender of this request. Raises `Unauthenticated` or `Forbidden`."""
    if basic is None:
        await current_administrator(await current_caller(request, bearer))
        return Sender()
    app = container_of(request.app, WithSenders)
    try:
        return Sender(await app.sender_checks.admit(basic.username, basic.password))
    except Unauthenticated as error:
        app.rejections.note(_device(basic.username), "wrong_secret", error.detail, b"")
        raise


CurrentSender = Annotated[Sender, Depends(current_sender)]
