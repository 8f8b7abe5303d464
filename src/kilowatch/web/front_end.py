"""The built front end: compressed once by the build, and hashed files cached permanently."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"

CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

NOT_BUILT = "The front end is not built: run `make setup`, then load this page again.\n"
NOT_THERE = "There is no such file.\n"

mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True)
class BuiltFile:
    """A file of the build and its compressed copies, by encoding."""

    path: Path
    media_type: str
    encoded: Mapping[str, Path]


class FrontEnd:
    """Serves the files of a build; unknown pages are routed by the front end itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, BuiltFile] = {}
        self._built_at = 0.0

    def answer(self, request: Request) -> Response:
        """Return the file at the path, or the page, which has its own router."""
        files = self._current_files()
        path = request.url.path
        wanted = files.get(path)
        if wanted is not None and path != "/index.html":
            return _answer(wanted, request, FOR_GOOD if path.startswith("/assets/") else ASK_FIRST)
        # A name with an extension is a file's; the page would be a confusing response.
        if "." in path.rsplit("/", 1)[-1]:
            return PlainTextResponse(NOT_THERE, status_code=404)
        page = files.get("/index.html")
        if page is None:
            return PlainTextResponse(NOT_BUILT, status_code=503)
        return _answer(page, request, ASK_FIRST)

    def _current_files(self) -> dict[str, BuiltFile]:
        """Return the files of the folder; read again after a new build."""
        try:
            built_at = (self._folder / "index.html").stat().st_mtime
        except FileNotFoundError:
            return {}
        if built_at != self._built_at:
            self._files = _files_of(self._folder)
            self._built_at = built_at
        return self._files


def _files_of(folder: Path) -> dict[str, BuiltFile]:
    endings = {ending for _, ending in ENCODINGS}
    files: dict[str, BuiltFile] = {}
    for path in folder.rglob("*"):
        if path.is_dir() or path.suffix in endings:
            continue
        copies = {name: path.with_name(path.name + ending) for name, ending in ENCODINGS}
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        encoded = {name: copy for name, copy in copies.items() if copy.exists()}
        files[f"/{path.relative_to(folder).as_posix()}"] = BuiltFile(path, media_type, encoded)
    return files


def _answer(file: BuiltFile, request: Request, cache: str) -> Response:
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    if file.media_type == "text/html":
        headers["Content-Security-Policy"] = CONTENT_SECURITY
    accepted = _accepted(request.headers.get("accept-encoding", ""))
    path = file.path
    for name, copy in file.encoded.items():
        if name in accepted:
            headers["Content-Encoding"] = name
            path = copy
            break
    etag = f'"{path.stat().st_mtime_ns:x}-{path.stat().st_size:x}"'
    headers["ETag"] = etag
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return FileResponse(path, headers=headers, media_type=file.media_type)


def _accepted(header: str) -> set[str]:
    """Return the encodings that the caller accepts."""
    accepted: set[str] = set()
    for part in header.split(","):
        name, _, weight = part.strip().partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0"}:
            accepted.add(name.strip().lower())
    return accepted
