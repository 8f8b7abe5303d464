"""Unpacks gzip, zip and workbooks, and converts formats that aren't tables. Bounded."""

import gzip
import io
import struct
import zipfile
import zlib
from typing import IO

from kilowatch.monitoring.imports.converted import converted
from kilowatch.monitoring.imports.domain import MAX_BYTES
from kilowatch.monitoring.imports.reading import FileTooLarge, FileUnreadable
from kilowatch.monitoring.imports.scratch import Scratch
from kilowatch.monitoring.imports.workbook import is_workbook, workbook_as_text

PIECE_BYTES = 256 * 1024
MOST_MEMBERS = 1_000
MOST_DIRECTORY_BYTES = 256 * 1024
MOST_LAYERS = 2
"""A zip may hold a gzip or a workbook; deeper nesting is refused."""
END_OF_DIRECTORY = b"PK\x05\x06"
DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, KeyError)
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def unpacked(file: IO[bytes], scratch: Scratch) -> IO[bytes]:
    """Return the file as delimited text, perhaps a temporary one.

    Raises `FileUnreadable` and `FileTooLarge`.
    """
    for _ in range(MOST_LAYERS):
        file.seek(0)
        start = file.read(4)
        file.seek(0)
        if start.startswith(b"\x1f\x8b"):
            file = _gunzipped(file, scratch)
        elif start == b"PK\x03\x04":
            archive = _archive(file)
            if is_workbook(archive):
                return workbook_as_text(archive, scratch.file())
            file = _only_member(archive, scratch)
        elif start == OLD_WORKBOOK:
            raise FileUnreadable("This is a workbook of an old kind: save it as .xlsx or CSV.")
        else:
            break
    return converted(file, scratch)


def _gunzipped(file: IO[bytes], scratch: Scratch) -> IO[bytes]:
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as packed:
            return _bounded_copy(packed, scratch.file())
    except (OSError, EOFError, zlib.error) as error:
        raise FileUnreadable(f"The gzip file is damaged: {error}.") from error


def _bounded_copy(source: gzip.GzipFile | IO[bytes], target: IO[bytes]) -> IO[bytes]:
    """Return the content of a packed file, up to the largest size of a file."""
    size = 0
    while piece := source.read(PIECE_BYTES):
        size += len(piece)
        if size > MAX_BYTES:
            raise FileTooLarge(f"Unpacked, a file holds at most {MAX_BYTES // 1024**2} MB.")
        target.write(piece)
    target.seek(0)
    return target


def _archive(file: IO[bytes]) -> zipfile.ZipFile:
    """Return the archive, if its directory has a reasonable size."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        raise FileUnreadable("The zip file is damaged: it has no directory.")
    entries, directory_bytes = struct.unpack("<HI", tail[at + 10 : at + 16])
    if entries > MOST_MEMBERS or directory_bytes > MOST_DIRECTORY_BYTES:
        raise FileUnreadable(f"The zip file has more than {MOST_MEMBERS:,} files.")
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileUnreadable(f"The zip file is damaged: {error}.") from error


def _only_member(archive: zipfile.ZipFile, scratch: Scratch) -> IO[bytes]:
    """Return the file in an archive, if it holds exactly one."""
    members = [
        each
        for each in archive.infolist()
        if not each.is_dir()
        and not each.filename.startswith("__MACOSX/")
        and not each.filename.rpartition("/")[2].startswith(".")
    ]
    if len(members) != 1:
        names = ", ".join(each.filename[:60] for each in members[:5])
        raise FileUnreadable(f"The zip file has {len(members)} files ({names}): send one of them.")
    name = members[0].filename
    try:
        with archive.open(name) as packed:
            return _bounded_copy(packed, scratch.file())
    except DAMAGED as error:
        raise FileUnreadable(f"{name[:60]!r} can't be unpacked: {error}.") from error
