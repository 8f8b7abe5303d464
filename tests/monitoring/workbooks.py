"""Makes small .xlsx workbooks, as a spreadsheet writes them."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DAY_ZERO = datetime(1899, 12, 30)
STYLES = (
    f'<styleSheet {MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/>'
    '</numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)

Cell = str | float | datetime


def workbook(*sheets: list[list[Cell]], styles: str = STYLES) -> bytes:
    """Return a workbook with these sheets; texts are shared, dates are numbers with a style."""
    texts: list[str] = []
    parts = {
        f"xl/worksheets/sheet{number}.xml": _sheet(rows, texts)
        for number, rows in enumerate(sheets, 1)
    }
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    parts |= {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook {MAIN}><workbookPr/></workbook>",
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": f"<sst {MAIN}>{shared}</sst>",
    }
    return archive(parts)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return file.getvalue()


def _sheet(rows: list[list[Cell]], texts: list[str]) -> str:
    lines: list[str] = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(number, at, cell, texts) for at, cell in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f"<worksheet {MAIN}><sheetData>{''.join(lines)}</sheetData></worksheet>"


def _cell(row: int, column: int, value: Cell, texts: list[str]) -> str:
    name = f"{chr(ord('A') + column)}{row}"
    if isinstance(value, str):
        texts.append(value)
        return f'<c r="{name}" t="s"><v>{len(texts) - 1}</v></c>'
    if isinstance(value, datetime):
        days = (value - DAY_ZERO).total_seconds() / 86_400
        return f'<c r="{name}" s="1"><v>{days!r}</v></c>'
    return f'<c r="{name}"><v>{value!r}</v></c>'
