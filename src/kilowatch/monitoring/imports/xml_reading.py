"""Reads XML as a stream, without document types and custom entities."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import IO

from kilowatch.monitoring.imports.reading import FileUnreadable

LOOKED_AT = 64 * 1024
MOST_DEPTH = 64
MOST_ELEMENTS = 200_000
"""The most elements within one that is read as a whole."""


def local_name(tag: str) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2]


def elements(file: IO[bytes], *names: str) -> Iterator[ET.Element]:
    """Yield the complete elements with some names; each is then released.

    Raises `FileUnreadable`.
    """
    file.seek(0)
    if b"<!DOCTYPE" in file.read(LOOKED_AT).upper():
        raise FileUnreadable("The XML declares a document type, which no format needs.")
    file.seek(0)
    try:
        yield from _parsed(file, names)
    except ET.ParseError as error:
        raise FileUnreadable(f"The XML is damaged: {error}.") from error


def _parsed(file: IO[bytes], names: tuple[str, ...]) -> Iterator[ET.Element]:
    above: list[ET.Element] = []
    wanted = size = 0
    # Without document types nothing expands; depth and size are bounded here.
    for event, element in ET.iterparse(file, events=("start", "end")):  # noqa: S314
        is_wanted = local_name(element.tag) in names
        if event == "start":
            above.append(element)
            size = size + 1 if wanted else 0
            wanted += is_wanted
            if len(above) > MOST_DEPTH or size > MOST_ELEMENTS:
                raise FileUnreadable("The XML is nested too deeply, or has an element too large.")
            continue
        above.pop()
        if is_wanted:
            wanted -= 1
            yield element
        if not wanted and above:
            del above[-1][:]


def child(element: ET.Element, name: str) -> ET.Element | None:
    """Return the first child with a name, in any namespace."""
    return next((each for each in element if local_name(each.tag) == name), None)


def text_of(element: ET.Element | None, *names: str) -> str:
    """Return the text at the end of a path of children; empty if there is none."""
    for name in names:
        if element is None:
            return ""
        element = child(element, name)
    return (element.text or "").strip() if element is not None else ""
