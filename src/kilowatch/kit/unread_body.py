"""The response to a request whose body is not read to its end."""

import asyncio
from typing import Final

from starlette.types import Message, Receive, Send

LINGER_BYTES: Final = 1024 * 1024
LINGER_S: Final = 1.0
"""So much of an unread body is discarded before a connection is closed: closed at once, the
network may drop the response with what is still arriving."""

CLOSE: Final = (b"connection", b"close")


class ClosingResponse:
    """Sends a response to a request that was not read to its end, and closes the connection."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send

    async def __call__(self, message: Message) -> None:
        """Send a part of the response; after the last one discard what still arrives."""
        if message["type"] == "http.response.start":
            await self._send({**message, "headers": [*message.get("headers", ()), CLOSE]})
        elif message["type"] == "http.response.body" and not message.get("more_body", False):
            await self._send({**message, "more_body": True})
            await self._linger()
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        else:
            await self._send(message)

    async def _linger(self) -> None:
        thrown_away = 0
        try:
            async with asyncio.timeout(LINGER_S):
                while thrown_away < LINGER_BYTES:
                    message = await self._receive()
                    thrown_away += len(message.get("body", b""))
                    if message["type"] == "http.disconnect" or not message.get("more_body", False):
                        return
        except TimeoutError:
            pass
