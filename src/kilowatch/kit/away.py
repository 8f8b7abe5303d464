"""Distinguishes responses of the platform from those of a gateway that can't reach it."""

from http import HTTPStatus
from typing import Final

import httpx

_GATEWAYS: Final = {HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}
_OF_BOTH: Final = {HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE}


def is_away(answer: httpx.Response) -> bool:
    """Return true if no Kilowatch service has answered, so that retrying may help.

    Kilowatch services send errors as JSON. A gateway that is just starting, or a proxy in front
    of it, answers 404 or 503 in plain text, which says nothing about the resource.
    """
    if answer.is_success or answer.is_redirect:
        return False
    said = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return answer.status_code in _GATEWAYS or (
        answer.status_code in _OF_BOTH and not said.endswith("json")
    )
