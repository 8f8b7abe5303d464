"""Records readings that were rejected before a route read them: their sender is unknown."""

from http import HTTPStatus
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kilowatch.balancing.senders import WithSenders
from kilowatch.kit.container import container_of

READINGS_PATH: Final = "/api/readings"

NOTED: Final = "kilowatch.is_noted"
"""Set in the scope of a request whose route has recorded its rejection, with the sender."""

REASONS: Final = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("request_too_large", "The request is too large."),
    HTTPStatus.REQUEST_TIMEOUT: ("request_too_slow", "The request did not arrive in time."),
}


def _is_of_readings(path: str) -> bool:
    return path == READINGS_PATH or path.startswith(f"{READINGS_PATH}/")


class UnreadRequests:
    """Wraps everything that may reject a request by its size or its rate."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and check its response."""
        if scope["type"] != "http" or not _is_of_readings(scope["path"]):
            await self._app(scope, receive, send)
            return
        rejections = container_of(scope["app"], WithSenders).rejections

        async def look(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in REASONS:
                reason, detail = REASONS[HTTPStatus(message["status"])]
                if not scope.get(NOTED, False):
                    rejections.note(None, reason, detail, b"")
            await send(message)

        await self._app(scope, receive, look)
