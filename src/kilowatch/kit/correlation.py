"""The correlation id, by which the log lines of all services about one request are found.

An HTTP request brings one or gets one; a reading has its message's, or that of its batch; an
event has that of its change. Code that runs for them finds the id here, without passing it
as an argument, and every log line shows it.
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
    """Return the id of the current work, None outside of any."""
    return _current.get()


def usable_id(given: object) -> str | None:
    """Return an id from outside if it is valid: letters, digits and hyphens, at most 64.

    Anything else counts as none, so that it can't inject text into the logs.
    """
    if isinstance(given, bytes):
        given = given.decode("ascii", errors="replace")
    return given if isinstance(given, str) and _USABLE.fullmatch(given) else None


@contextmanager
def correlated(given: str | None) -> Generator[None]:
    """Use the id ``given`` for everything in the body."""
    token = _current.set(given)
    try:
        yield
    finally:
        _current.reset(token)


def add_correlation_id(
    _logger: Any, _method: str, fields: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Add the id to a log line that does not name another one."""
    current = _current.get()
    if current is not None:
        fields.setdefault("correlation_id", current)
    return fields
