"""The WebSocket at ``/ws``. Its protocol and close codes are in docs/realtime.md."""

import asyncio
from contextlib import suppress
from typing import NoReturn

import msgspec
import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from kilowatch.contracts.decoding import DECODING_ERRORS
from kilowatch.contracts.socket import (
    MAX_CLIENT_MESSAGE_BYTES,
    Authenticate,
    ClientMessage,
    Ping,
    Pong,
    Watch,
)
from kilowatch.kit.background import end_tasks
from kilowatch.kit.database import CONNECTION_LOST
from kilowatch.kit.errors import Unauthenticated, Unavailable
from kilowatch.kit.pace import Pace
from kilowatch.realtime.admission import ENDED, address_of
from kilowatch.realtime.connections import SocketConnection
from kilowatch.realtime.container import container
from kilowatch.realtime.domain import ConnectionEnds, Ending
from kilowatch.realtime.settings import RealtimeSettings

log = structlog.get_logger()

CLOSE_WITHIN_S = 5.0
"""The time that a stalled reader gets to receive the close reason."""

TOKEN_COSTS = 5.0
DEVICES_AS_ONE = 20

router = APIRouter()
_decoder = msgspec.json.Decoder[ClientMessage](ClientMessage)


@router.websocket("/ws")
async def socket(websocket: WebSocket) -> None:
    """One browser's connection, from its first message to its close."""
    address = address_of(websocket.headers, websocket.client.host if websocket.client else None)
    try:
        await websocket.accept()
        ending = await _serve(websocket, address)
    except WebSocketDisconnect:
        return
    ENDED.labels(ending.name).inc()
    log.info("socket.ending", ending=ending.name, code=ending.code.value, address=address)
    # A client that is gone, or does not read, never learns why; the server drops it.
    with suppress(WebSocketDisconnect, TimeoutError, RuntimeError):
        async with asyncio.timeout(CLOSE_WITHIN_S):
            await websocket.close(ending.code, ending.reason)


async def _serve(websocket: WebSocket, address: str) -> Ending:
    """Serve until the connection has to end. Raises `WebSocketDisconnect` if the client left."""
    realtime = container(websocket).realtime
    settings = container(websocket).settings
    admission = container(websocket).admission
    if websocket.scope["query_string"]:
        return Ending.PARAMETERS
    try:
        with admission.connected(address):
            with admission.waiting(address):
                first = await _first_message(websocket, settings.authenticate_within_s)
                session = await realtime.enter(first.token)
            try:
                return await _converse(websocket, session, first.after, settings)
            finally:
                realtime.leave(session)
    except ConnectionEnds as error:
        return error.ending
    except Unauthenticated:
        return Ending.BAD_TOKEN
    except (Unavailable, *CONNECTION_LOST) as error:
        log.warning("socket.unavailable", error=str(error) or repr(error))
        return Ending.TRY_LATER
    except (WebSocketDisconnect, asyncio.CancelledError):
        raise
    except Exception as error:
        # The browser gets a server error, and the server's log has it once.
        log.error("socket.failed", address=address, exc_info=error)
        return Ending.FAILED


async def _first_message(websocket: WebSocket, within_s: float) -> Authenticate:
    try:
        async with asyncio.timeout(within_s):
            first = await _receive(websocket)
    except TimeoutError as error:
        raise ConnectionEnds(Ending.AUTHENTICATE_FIRST) from error
    if not isinstance(first, Authenticate):
        raise ConnectionEnds(Ending.AUTHENTICATE_FIRST)
    return first


async def _converse(
    websocket: WebSocket, session: SocketConnection, after: int | None, settings: RealtimeSettings
) -> Ending:
    tasks: list[asyncio.Task[NoReturn]] = [
        asyncio.create_task(_send(websocket, session, settings.send_within_s)),
        asyncio.create_task(_listen(websocket, session, after, Pace(settings.messages_per_minute))),
    ]
    try:
        await asyncio.wait([*tasks, session.ended], return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            if task.done():
                task.result()  # raises: neither task ever returns
        return session.ended.result()
    finally:
        await end_tasks(*tasks)


async def _send(websocket: WebSocket, session: SocketConnection, within_s: float) -> NoReturn:
    """Send queued messages: the only place that sends on this connection while it lives."""
    while True:
        text = await session.next_text()
        try:
            async with asyncio.timeout(within_s):
                await websocket.send_text(text)
        except TimeoutError as error:
            raise ConnectionEnds(Ending.TOO_SLOW) from error
        except RuntimeError as error:
            # How the server reports that it closed the connection itself a moment ago.
            raise WebSocketDisconnect(1006) from error


async def _listen(
    websocket: WebSocket, session: SocketConnection, after: int | None, pace: Pace
) -> NoReturn:
    realtime = container(websocket).realtime
    await realtime.begin(session, after)
    while True:
        message = await _receive(websocket)
        if pace.take(session, _cost_of(message)) > 0:
            raise ConnectionEnds(Ending.TOO_MANY_MESSAGES)
        match message:
            case Authenticate(token=token):
                await realtime.renew(session, token)
            case Watch(device_ids=device_ids):
                realtime.watch(session, device_ids)
            case Ping():
                session.post(Pong())


def _cost_of(message: ClientMessage) -> float:
    """Return the cost of a message by the work it causes: a token is verified, owners looked up."""
    match message:
        case Authenticate():
            return TOKEN_COSTS
        case Watch(device_ids=device_ids):
            return 1 + len(device_ids) / DEVICES_AS_ONE
        case Ping():
            return 1


async def _receive(websocket: WebSocket) -> ClientMessage:
    """Return the client's next message. Raises `ConnectionEnds` if it is unreadable."""
    received = await websocket.receive()
    if received["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(received["code"], received.get("reason"))
    text: str | None = received.get("text")
    if text is None:
        raise ConnectionEnds(Ending.MALFORMED)
    if len(text) > MAX_CLIENT_MESSAGE_BYTES:
        raise ConnectionEnds(Ending.MALFORMED)
    body = text.encode()
    if len(body) > MAX_CLIENT_MESSAGE_BYTES:
        raise ConnectionEnds(Ending.MALFORMED)
    try:
        return _decoder.decode(body)
    except DECODING_ERRORS as error:
        raise ConnectionEnds(Ending.MALFORMED) from error
