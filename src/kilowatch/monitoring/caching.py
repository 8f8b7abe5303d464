"""Answers a browser may keep, and ask about: an ETag is the hash of what would be answered.

See docs/decisions/0009: a late reading, a new name, limit or owner each change the answer, so
nothing but the answer itself says for sure whether it is still the same.
"""

from hashlib import blake2b
from http import HTTPStatus

from fastapi import Request, Response

HEADERS = {
    # Kept by the person's own browser only, and asked about every time.
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Accept",
}


def cacheable(request: Request, body: bytes) -> Response:
    """``body`` as JSON, or 304 where the caller has just that."""
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    headers = {**HEADERS, "ETag": tag}
    if tag in _known_tags(request):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _known_tags(request: Request) -> set[str]:
    """Return the caller's tags, weak or not: a proxy that compresses makes a tag weak."""
    header = request.headers.get("if-none-match", "")
    return {each.strip().removeprefix("W/") for each in header.split(",")}
