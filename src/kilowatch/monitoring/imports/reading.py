"""A file as lines of cells, piece by piece. Pure apart from reading the file."""

import codecs
import csv
import io
from collections.abc import Generator
from contextlib import closing
from typing import IO, TypeAlias

from kilowatch.kit.errors import KilowatchError

SAMPLE_LINES = 1_000
DELIMITERS = ("\t", ";", "|", ",")
LOOKED_AT = 50


class FileUnreadable(KilowatchError):
    """The file isn't delimited text."""

    code = "file_unreadable"
    remedy = "Save the table as CSV."


Lines: TypeAlias = Generator[tuple[int, list[str]]]


def encoding_of(file: IO[bytes]) -> str:
    """UTF-8 or UTF-16 with its mark, UTF-8 without, else Windows-1252."""
    file.seek(0)
    start = file.read(64 * 1024)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in start:
        raise FileUnreadable("This is no text: save the table as CSV.")
    try:
        # Cut in the middle of a sign it still is UTF-8: the decoder waits for the rest.
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def lines(file: IO[bytes], delimiter: str) -> Lines:
    """Number (from 1) and cells of each line. Raises `FileUnreadable`."""
    encoding = encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="", errors="replace")
    rows = csv.reader(text, delimiter=delimiter)
    try:
        for cells in rows:
            yield rows.line_num, cells
    except (csv.Error, UnicodeError) as error:
        raise FileUnreadable(f"Line {rows.line_num} can't be read: {error}.") from error
    finally:
        text.detach()


def sample(file: IO[bytes], delimiter: str, most: int = SAMPLE_LINES) -> list[list[str]]:
    """The cells of the first lines that are not blank."""
    found: list[list[str]] = []
    with closing(lines(file, delimiter)) as reading:
        for _, cells in reading:
            if any(cell.strip() for cell in cells):
                found.append(cells)
            if len(found) == most:
                break
    return found


def delimiter_of(file: IO[bytes]) -> str:
    """Return the separator that gives each line the same number of columns, two at least.

    Raises `FileUnreadable`.
    """
    best, best_share = None, 0.0
    for delimiter in DELIMITERS:
        widths = [len(cells) for cells in sample(file, delimiter, LOOKED_AT)]
        if not widths:
            raise FileUnreadable("The file is empty.")
        usual = max(set(widths), key=widths.count)
        share = widths.count(usual) / len(widths) if usual > 1 else 0.0
        if share > best_share:
            best, best_share = delimiter, share
    if best is None:
        raise FileUnreadable("No columns are found: they are set apart by , ; | or a tabulator.")
    return best
