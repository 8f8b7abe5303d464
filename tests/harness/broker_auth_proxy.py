"""A proxy from the broker of a test run, which has one address, to the `auth` of each test.

A test connects its `auth` by a file in the folder of the run. A request is passed to every
connected `auth`, and allowed as soon as one allows it: devices and virtual hosts belong to one
test alone, so no other would.
"""

import contextlib
import os
import threading
import urllib.error
import urllib.request
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest

CONNECTED = "broker_auth_proxy"
PATIENCE_S = 12
"""The broker itself waits for 15 seconds."""


class BrokerAuthProxy:
    """Listens on ``port`` for as long as the process lives."""

    def __init__(self, port: int, folder: Path) -> None:
        connected = folder / CONNECTED
        connected.mkdir(parents=True, exist_ok=True)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                question = self.path.partition("?")[0].rpartition("/")[2]
                allowed = any(
                    _allows(each, question, body) for each in connected.iterdir() if each.suffix
                )
                answer = b"allow" if allowed else b"deny"
                head = f"HTTP/1.0 200 OK\r\nContent-Length: {len(answer)}\r\n\r\n"
                self.wfile.write(head.encode() + answer)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Log nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)

    def start(self) -> None:
        """Respond in parallel."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


def _allows(connected: Path, question: str, body: bytes) -> bool:
    try:
        address = connected.read_text("utf-8").replace("QUESTION", question)
        with urllib.request.urlopen(address, body, PATIENCE_S) as answer:
            return answer.read() == b"allow"
    except (OSError, urllib.error.URLError):
        return False


@contextlib.contextmanager
def asked_by_the_broker(auth_url: str, token: str) -> Generator[None]:
    """Connect the `auth` at ``auth_url`` to the broker of this run."""
    folder = os.environ.get("KILOWATCH_TEST_FOLDER")
    if folder is None:
        pytest.skip("the broker that was given asks nobody about devices")
    path = Path(folder) / CONNECTED / f"{uuid4().hex}.url"
    fresh = path.with_suffix("")
    fresh.write_text(f"{auth_url}/internal/broker/QUESTION?token={token}", "utf-8")
    fresh.rename(path)
    try:
        yield
    finally:
        path.unlink()
