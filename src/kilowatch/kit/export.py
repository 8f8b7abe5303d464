"""Rows as CSV or JSON lines, written one by one while they are read."""

import csv
import io
from collections.abc import AsyncGenerator, AsyncIterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from fastapi import Query, Request
from fastapi.responses import StreamingResponse

CHUNK_BYTES = 32 * 1024
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class Format(StrEnum):
    """The file format of a response."""

    JSON = "json"
    CSV = "csv"
    NDJSON = "ndjson"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.NDJSON: "application/x-ndjson",
}


_FILE = {"schema": {"type": "string", "description": "Rows, one per line."}}

FILE_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": _FILE, MEDIA_TYPES[Format.NDJSON]: _FILE}}
}
"""Base of routes that can also answer with a file; JSON is the default."""

WrittenAs = Annotated[
    Format | None,
    Query(alias="format", description="Format of the answer, in place of an Accept header."),
]


def format_of(request: Request, asked_for: Format | None) -> Format:
    """Return the requested format: by parameter, else by the Accept header, else JSON."""
    if asked_for is not None:
        return asked_for
    accepted = request.headers.get("accept", "")
    if "text/csv" in accepted:
        return Format.CSV
    return Format.NDJSON if "application/x-ndjson" in accepted else Format.JSON


Row = Mapping[str, Any]


def stream(
    rows: AsyncIterable[Row], columns: Sequence[str], written_as: Format, name: str
) -> StreamingResponse:
    """Return the rows as a file called ``name``. Only a few are in memory at a time."""
    lines = _csv(rows, columns) if written_as is Format.CSV else _ndjson(rows)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{written_as.value}"',
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(_in_chunks(lines), media_type=MEDIA_TYPES[written_as], headers=headers)


async def _csv(rows: AsyncIterable[Row], columns: Sequence[str]) -> AsyncGenerator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    async for row in rows:
        writer.writerow([cell(row[column]) for column in columns])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()


async def _ndjson(rows: AsyncIterable[Row]) -> AsyncGenerator[bytes]:
    async for row in rows:
        yield msgspec.json.encode(row) + b"\n"


async def _in_chunks(lines: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    """Join pieces into fewer, larger writes."""
    waiting = bytearray()
    async for line in lines:
        waiting += line
        if len(waiting) >= CHUNK_BYTES:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)


def cell(value: object) -> object:
    """Return a value as a spreadsheet accepts it: text that looks like a formula stays text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case float():
            return f"{value:.9f}".rstrip("0").rstrip(".")
        case UUID():
            return str(value)
        case str() if value.startswith(FORMULA_STARTS):
            return f"'{value}"
        case _:
            return value


def local(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant in a time zone, with its offset."""
    return instant.astimezone(zone).isoformat()
