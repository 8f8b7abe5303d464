"""Cacheable responses: an ETag is the hash of the response.

See docs/decisions/0009: a late reading, a new name, limit or owner each change the response, so
only the response itself shows whether it is still the same.
"""

from hashlib import blake2b
from http import HTTPStatus

from fastapi import Request, Response

HEADERS = {
    # Cached by the user's own browser only, and revalidated every time.
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Accept",
}


def cacheable(request: Request, body: bytes) -> Response:
    """Return ``body`` as JSON, or 304 if the caller has it already."""
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    headers = {**HEADERS, "ETag": tag}
    if tag in _known_tags(request):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _known_tags(request: Request) -> set[str]:
    """Return the caller's tags, weak or not: a proxy that compresses makes a tag weak."""
    header = request.headers.get("if-none-match", "")
    return {each.strip().removeprefix("W/") for each in header.split(",")}
