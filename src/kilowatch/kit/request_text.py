r"""Rejects text that no service can store, before a request is processed.

PostgreSQL stores no NUL, UTF-8 has no surrogates, and both are easy to send: as ``\u0000`` and
``\ud800`` in JSON, as ``%00`` and ``%ED%A0%80`` in a URL. They are detected here for all
services. Further constraints of a field are those of its type (`kilowatch.kit.text`).
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote_to_bytes

FORM: Final = b"application/x-www-form-urlencoded"
MOST_PARAMETERS: Final = 500
"""The most fields of a query or a form. The longest list that a route accepts has 200."""

_ESCAPED_CONTROL: Final = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")
"""A JSON escape that may stand for unstorable text. Pairs of surrogates match as well."""

_CONTROL_BYTES: Final = re.compile(rb"[\x00-\x1f\x7f]")
_CONTROL_IN_HEADER: Final = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_NOT_KEPT: Final = re.compile("[\x00\ud800-\udfff]")
_C1_CONTROLS: Final = re.compile("[\x80-\x9f]")

NOT_UTF8: Final = "must be UTF-8"
CONTROL: Final = "must not hold control characters"
SURROGATE: Final = "must not hold half of a surrogate pair"
TOO_MANY: Final = f"must not have more than {MOST_PARAMETERS} fields"


class UnfitText(Exception):
    """A field contains text that can't be stored."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message


def check_target(raw_path: bytes, query: bytes) -> None:
    """Check the path and the query of a URL, as sent. Raises `UnfitText`."""
    _check_line("path", unquote_to_bytes(raw_path))
    _check_fields(query, "query")


def check_headers(headers: Iterable[tuple[bytes, bytes]]) -> None:
    """Check the values of headers, basic credentials included. Raises `UnfitText`."""
    for name, value in headers:
        if _CONTROL_IN_HEADER.search(value):
            raise UnfitText(name.decode("latin-1"), CONTROL)
        if name == b"authorization" and value[:6].lower() == b"basic ":
            _check_credentials(value[6:])


def check_body(body: bytes, content_type: bytes) -> None:
    """Check a whole body: a form, or JSON by its escapes. Raises `UnfitText`."""
    if content_type.partition(b";")[0].strip().lower() == FORM:
        _check_fields(body, "body")
        return
    if b"\x00" in body:
        raise UnfitText("body", CONTROL)
    try:
        body.decode()
    except UnicodeDecodeError:
        raise UnfitText("body", NOT_UTF8) from None
    if _ESCAPED_CONTROL.search(body):
        _check_json(body)


def _check_json(body: bytes) -> None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        # Not JSON, or unread: the parser reports it.
        return
    for field, text in _texts(value):
        found = _NOT_KEPT.search(text)
        if found is not None:
            raise UnfitText(field or "body", CONTROL if found.group() == "\x00" else SURROGATE)


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Yield every text in ``value`` with the name of its field; a key counts as its container."""
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        field, each = waiting.pop()
        if isinstance(each, str):
            yield field, each
        elif isinstance(each, Mapping):
            for key, inner in each.items():
                yield field, key
                waiting.append((f"{field}.{key}".lstrip("."), inner))
        elif isinstance(each, list):
            waiting.extend((f"{field}.{index}".lstrip("."), e) for index, e in enumerate(each))


def _check_fields(encoded: bytes, whole: str) -> None:
    """Check ``name=value&…``; ``whole`` names what has no name itself."""
    pairs = encoded.split(b"&")
    if len(pairs) > MOST_PARAMETERS:
        raise UnfitText(whole, TOO_MANY)
    if b"%" not in encoded and not _CONTROL_BYTES.search(encoded) and encoded.isascii():
        return
    for pair in pairs:
        name, _, value = pair.replace(b"+", b" ").partition(b"=")
        _check_line(whole, unquote_to_bytes(name))
        field = unquote_to_bytes(name).decode()
        _check_line(field or whole, unquote_to_bytes(value))


def _check_line(field: str, value: bytes) -> None:
    if _CONTROL_BYTES.search(value):
        raise UnfitText(field, CONTROL)
    try:
        text = value.decode()
    except UnicodeDecodeError:
        raise UnfitText(field, NOT_UTF8) from None
    if _C1_CONTROLS.search(text):
        raise UnfitText(field, CONTROL)


def _check_credentials(encoded: bytes) -> None:
    try:
        credentials = base64.b64decode(encoded)
    except (binascii.Error, ValueError):
        # The authentication rejects them.
        return
    _check_line("authorization", credentials)
