"""The largest bodies of requests: one table for the services and the gateway."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class RequestSize:
    """The most bytes that the body of a request to some paths may have.

    ``path`` is a regular expression for the whole path; ``code`` is that of the error.
    """

    name: str
    path: str
    largest_bytes: int
    code: str = "request_too_large"


SMALL: Final = RequestSize("small", "/.*", 64 * 1024)
"""Every path without a limit of its own."""

READINGS: Final = RequestSize("readings", "/api/readings", 10 * 1024 * 1024)
FILES: Final = RequestSize(
    "files",
    "/api/monitoring/devices/[^/]+/imports(/preview)?",
    50 * 1024 * 1024,
    code="file_too_large",
)
"""Files of history: read piece by piece."""

RULES: Final = RequestSize("rules", "/api/support/rules(/.*)?", 512 * 1024)

LARGER: Final = (READINGS, FILES, RULES)
REQUEST_SIZES: Final = {each.name: each for each in (SMALL, *LARGER)}
