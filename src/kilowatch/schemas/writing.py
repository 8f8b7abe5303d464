"""The paths of the documents, and their format."""

from pathlib import Path
from typing import Final

import msgspec

FOLDER: Final = Path("schemas")


def pretty(document: object) -> bytes:
    """Return the document as JSON that is compared line by line: sorted and indented."""
    return msgspec.json.format(msgspec.json.encode(document, order="sorted")) + b"\n"
