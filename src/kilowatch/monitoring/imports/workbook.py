"""Reads the table of an .xlsx workbook as delimited text, within bounds.

By ECMA-376. Unpacks only the few parts that a table needs.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO
from xml.etree.ElementTree import Element

from kilowatch.monitoring.imports.domain import MAX_ROWS
from kilowatch.monitoring.imports.reading import MAX_COLUMNS, FileTooLarge, FileUnreadable
from kilowatch.monitoring.imports.table import is_table
from kilowatch.monitoring.imports.timestamps import EXCEL_DAY_ZERO
from kilowatch.monitoring.imports.xml_reading import child, elements, local_name

MOST_PART_BYTES = 250 * 1024 * 1024
MOST_TEXTS = 1_000_000
MOST_TEXT_CHARACTERS = 50 * 1024 * 1024
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
LOOKED_AT = 60
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
NO_DATE_PARTS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
DAYS_1904 = 1462
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Return true for an archive that is a workbook."""
    return "xl/workbook.xml" in archive.namelist()


def workbook_as_text(archive: zipfile.ZipFile, target: IO[bytes]) -> IO[bytes]:
    """Write the only table of a workbook as delimited text; lines are its rows.

    Raises `FileUnreadable` and `FileTooLarge`.
    """
    try:
        book = _Book(archive)
        sheets = [name for name in archive.namelist() if SHEET.fullmatch(name)]
        tables = [name for name in sheets if is_table(book.beginning(name))]
        if len(tables) != 1:
            raise FileUnreadable(
                f"The workbook has {len(tables)} sheets with a table of readings: save the one "
                "that is meant as a file of its own."
            )
        return _as_text(book.rows(tables[0]), target)
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, KeyError, ValueError) as error:
        raise FileUnreadable(f"The workbook can't be read: {error}.") from error


def _as_text(rows: Iterator[tuple[int, list[str]]], target: IO[bytes]) -> IO[bytes]:
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    writer = csv.writer(text, delimiter="\t")
    line = 1
    for number, cells in rows:
        if number > 2 * MAX_ROWS:
            raise FileTooLarge(f"A file holds at most {MAX_ROWS:,} rows; split it.")
        while line < number:
            text.write("\n")
            line += 1
        writer.writerow([cell.replace("\n", " ").replace("\r", " ") for cell in cells])
        line += 1
    text.flush()
    text.detach()
    target.seek(0)
    return target


class _Book:
    """The parts of a workbook that all its sheets share."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._texts = self._shared_texts()
        self._dates = self._date_styles()
        is_1904 = any(
            each.get("date1904") in {"1", "true"}
            for each in self._of("xl/workbook.xml", "workbookPr")
        )
        self._zero = EXCEL_DAY_ZERO + timedelta(days=DAYS_1904 if is_1904 else 0)

    def _of(self, part: str, *names: str) -> Iterator[Element]:
        """Yield the elements with some names in a part of the workbook."""
        if part not in self._archive.namelist():
            return
        if self._archive.getinfo(part).file_size > MOST_PART_BYTES:
            raise FileTooLarge(
                "A sheet of the workbook is too large; save it as CSV, and split it."
            )
        with self._archive.open(part) as file:
            yield from elements(file, *names)

    def _shared_texts(self) -> list[str]:
        texts: list[str] = []
        characters = 0
        for item in self._of("xl/sharedStrings.xml", "si"):
            texts.append(_text(item))
            characters += len(texts[-1])
            if len(texts) > MOST_TEXTS or characters > MOST_TEXT_CHARACTERS:
                raise FileTooLarge("The workbook has too many texts; save the sheet as CSV.")
        return texts

    def _date_styles(self) -> dict[int, bool]:
        """Return styles that show a date, by number; true for those with a time of day."""
        codes: dict[int, str] = {}
        styles: dict[int, bool] = {}
        for each in self._of("xl/styles.xml", "numFmt", "cellXfs"):
            if local_name(each.tag) == "numFmt":
                codes[int(each.get("numFmtId", "0"))] = each.get("formatCode", "")
                continue
            for number, style in enumerate(each):
                known = int(style.get("numFmtId", "0"))
                code = NO_DATE_PARTS.sub("", codes.get(known, "")).lower()
                if known in DATE_FORMATS or re.search(r"[ymdhs]", code):
                    styles[number] = known in {*range(18, 23), *range(45, 48)} or "h" in code
        return styles

    def beginning(self, sheet: str) -> list[list[str]]:
        """Return the first rows of a sheet."""
        found: list[list[str]] = []
        for _, cells in self.rows(sheet):
            if any(cells):
                found.append(cells)
            if len(found) == LOOKED_AT:
                break
        return found

    def rows(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the number and the cells of each row of a sheet."""
        number = 0
        for row in self._of(sheet, "row"):
            number = max(number + 1, int(row.get("r", "0")))
            cells: list[str] = []
            for cell in row:
                found = REFERENCE.fullmatch(cell.get("r", ""))
                column = _column(found[1]) if found else len(cells)
                if column >= MAX_COLUMNS:
                    if self._value(cell):
                        raise FileUnreadable(f"Row {number} has more than {MAX_COLUMNS} columns.")
                    continue
                cells += [""] * (column + 1 - len(cells))
                cells[column] = self._value(cell)
            yield number, cells

    def _value(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text(cell)
        value = child(cell, "v")
        text = (value.text or "").strip() if value is not None else ""
        if kind == "s" and text:
            return self._texts[int(text)]
        if kind != "n" or not text:
            return text
        is_timed = self._dates.get(int(cell.get("s", "0")))
        number = float(text)
        return repr(number) if is_timed is None else self._date(number)

    def _date(self, days: float) -> str:
        at: datetime = self._zero + timedelta(seconds=round(days * 86_400))
        if 0 <= days < 1:
            return f"{at:%H:%M:%S}"
        return f"{at:%Y-%m-%d}" if days == int(days) else f"{at:%Y-%m-%d %H:%M:%S}"


def _text(element: Element) -> str:
    """Return the text of a cell, without its phonetic hints."""
    parts = (each for each in element.iter() if local_name(each.tag) == "t")
    return "".join(each.text or "" for each in parts)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
