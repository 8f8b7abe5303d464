"""Splits a stream of text into sentences, each as soon as it is complete. Pure."""

import re
from typing import Final

_END: Final = re.compile(r"(?<=[.!?…])[\"'”)\]*]*\s+|\n+")
_NO_END: Final = re.compile(
    r"(?:^|[\s(])(?:\d+|e\.g|i\.e|approx|vs|etc|cca|aprox|nr|ex|de ex|dvs)\.$", re.IGNORECASE
)
_MARKS: Final = re.compile(r"\*\*|__|`|^#+\s*|^\s*[-*•]\s+", re.MULTILINE)
LONGEST: Final = 1_000
"""The length at which an endless sentence is cut."""


class Sentences:
    """Takes text piece by piece, returns complete sentences."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, text: str) -> list[str]:
        """Return the sentences that are complete by now."""
        self._rest += text
        found: list[str] = []
        at = 0
        for end in _END.finditer(self._rest):
            sentence = self._rest[at : end.start()]
            if "\n" not in end[0] and _NO_END.search(sentence):
                continue
            found.append(self._rest[at : end.end()])
            at = end.end()
        self._rest = self._rest[at:]
        while len(self._rest) > LONGEST:
            cut = self._rest.rfind(" ", 0, LONGEST)
            cut = cut if cut > 0 else LONGEST
            found.append(self._rest[:cut])
            self._rest = self._rest[cut:]
        return [clean for each in found if (clean := _plain(each))]

    def flush(self) -> list[str]:
        """Return the rest after the end of the stream."""
        rest, self._rest = self._rest, ""
        plain = _plain(rest)
        return [plain] if plain else []


def _plain(text: str) -> str:
    """Return the text without Markdown: the page shows plain text."""
    return " ".join(_MARKS.sub("", text).split())
