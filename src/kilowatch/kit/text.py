"""Text that users may enter: text that every screen, log and database can handle."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints


def _without_controls(allowed: str) -> AfterValidator:
    def check(text: str) -> str:
        for character in text:
            if unicodedata.category(character) in {"Cc", "Cs"} and character not in allowed:
                raise ValueError("must not hold control characters")
        return text

    return AfterValidator(check)


Line = Annotated[str, StringConstraints(strip_whitespace=True), _without_controls("")]
"""One line of text, trimmed, without control characters."""

Paragraphs = Annotated[str, StringConstraints(strip_whitespace=True), _without_controls("\n\r\t")]
"""Text of several lines, trimmed, without other control characters."""
