"""Problem documents (RFC 9457), as every part of the platform answers what is no success."""

from typing import Final

PROBLEM_TYPE: Final = "application/problem+json"
