"""The correlation id: one word by which the lines of all services about one request are found.

A request over HTTP brings one or gets one; a reading has its message's, or that of its batch; an
event has that of the change it tells of. Whatever runs for them finds it here, without being handed
it down, and every log line shows it.
"""

import re
from collections.abc import Generator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

CORRELATION_ID_MAX_LENGTH: Final = 64

_USABLE: Final = re.compile(rf"(?=-*[0-9A-Za-z])[0-9A-Za-z-]{{1,{CORRELATION_ID_MAX_LENGTH}}}")

_current: ContextVar[str | None] = ContextVar("kilowatch_correlation_id", default=None)


def correlation_id() -> str | None:
    """Return the id of what is being worked on, None outside of such work."""
    return _current.get()


def usable_id(given: object) -> str | None:
    """Return an id that came from outside where it is one: letters, digits and hyphens, at most 64.

    Anything else counts as none, so that nobody writes into our logs by it.
    """
    if isinstance(given, bytes):
        given = given.decode("ascii", errors="replace")
    return given if isinstance(given, str) and _USABLE.fullmatch(given) else None


@contextmanager
def correlated(given: str | None) -> Generator[None]:
    """Let everything that the body does belong to the id ``given``."""
    token = _current.set(given)
    try:
        yield
    finally:
        _current.reset(token)


def add_correlation_id(
    _logger: Any, _method: str, fields: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Put the id into a log line that does not name another one."""
    current = _current.get()
    if current is not None:
        fields.setdefault("correlation_id", current)
    return fields
