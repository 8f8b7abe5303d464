"""A file as lines of cells, piece by piece and within bounds. Pure apart from reading the file."""

import codecs
import csv
import io
import re
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import IO, TypeAlias

from kilowatch.kit.errors import KilowatchError, Kind
from kilowatch.monitoring.imports.domain import MAX_ROWS

SAMPLE_LINES = 1_000
DELIMITERS = ("\t", ";", "|", ",")
COMMA_MARGIN = 0.15
"""A comma may be a decimal sign: it separates cells only where others do so clearly less often."""
LOOKED_AT = 50
MAX_LINE = 64 * 1024
MAX_COLUMNS = 512
MAX_LINES = 2 * MAX_ROWS
SEPARATOR_LINE = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)


class FileUnreadable(KilowatchError):
    """The file isn't a table, or is beyond the bounds of one."""

    code = "file_unreadable"
    remedy = "Save the table as CSV or as an .xlsx workbook."


class FileTooLarge(KilowatchError):
    """The file has more than 50 MiB, also when unpacked, or more rows than one import may have."""

    kind = Kind.TOO_LARGE
    code = "file_too_large"
    remedy = "Split the file, and import its parts one after the other."


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
    """Number (from 1) and cells of each line. Raises `FileUnreadable` and `FileTooLarge`."""
    encoding = encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="", errors="replace")
    rows = csv.reader(bounded_lines(text), delimiter=delimiter)
    try:
        for cells in rows:
            if rows.line_num == 1 and SEPARATOR_LINE.fullmatch(delimiter.join(cells)[:20]):
                continue
            if len(cells) > MAX_COLUMNS:
                raise FileUnreadable(f"Line {rows.line_num} has more than {MAX_COLUMNS} columns.")
            yield rows.line_num, cells
    except (csv.Error, UnicodeError) as error:
        raise FileUnreadable(f"Line {rows.line_num} can't be read: {error}.") from error
    finally:
        text.detach()


def bounded_lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield lines of text. Raises `FileUnreadable`, `FileTooLarge` beyond the bounds."""
    for count in range(MAX_LINES + 1):
        line = text.readline(MAX_LINE + 1)
        if not line:
            return
        if len(line) > MAX_LINE:
            raise FileUnreadable(f"Line {count + 1} has more than {MAX_LINE:,} characters.")
        yield line
    raise FileTooLarge(f"A file holds at most {MAX_LINES:,} lines; split it.")


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
    named = _named(file)
    if named is not None:
        return named
    shares = {delimiter: _share(sample(file, delimiter, LOOKED_AT)) for delimiter in DELIMITERS}
    comma = shares.pop(",")
    best = max(shares, key=lambda delimiter: shares[delimiter])
    if comma > shares[best] + COMMA_MARGIN or (comma and not shares[best]):
        return ","
    if not shares[best]:
        raise FileUnreadable("No columns are found: they are set apart by , ; | or a tabulator.")
    return best


def _share(rows: list[list[str]]) -> float:
    """The share of rows that have the usual number of columns, if that is two at least."""
    widths = [len(cells) for cells in rows]
    if not widths:
        raise FileUnreadable("The file is empty.")
    usual = max(set(widths), key=widths.count)
    return widths.count(usual) / len(widths) if usual > 1 else 0.0


def _named(file: IO[bytes]) -> str | None:
    """The separator that a first line such as ``sep=;`` names."""
    encoding = encoding_of(file)
    file.seek(0)
    first = file.read(64).decode(encoding, errors="replace").splitlines()
    found = SEPARATOR_LINE.fullmatch(first[0]) if first else None
    return found[1] if found else None
