"""Problem documents (RFC 9457), the error responses of every part of the platform."""

from typing import Final

PROBLEM_TYPE: Final = "application/problem+json"
