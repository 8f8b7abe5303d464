"""The contents of a log line, and the limit of repeated ones."""

import io
import json
import logging
import threading
from collections.abc import Generator
from typing import Any

import pytest
import structlog
from _pytest.logging import LogCaptureHandler
from prometheus_client import generate_latest
from pydantic import SecretStr

from kilowatch.kit import log_limits
from kilowatch.kit.log_limits import LogLimit, Tracebacks
from kilowatch.kit.log_text import one_line, plain_value
from kilowatch.kit.logs import configure_logging
from kilowatch.kit.settings import ServiceSettings


class Log:
    """A service's log, and its limits."""

    def __init__(self, stream: io.StringIO, limit: LogLimit) -> None:
        self.limit = limit
        self._stream = stream
        # Not at module level: a logger keeps the configuration of its first line.
        self.logger: Any = structlog.get_logger()

    @property
    def text(self) -> str:
        """Return everything written."""
        return self._stream.getvalue()

    @property
    def lines(self) -> list[str]:
        """Return one string per line."""
        return self.text.splitlines()


@pytest.fixture(params=["text"])
def log(request: pytest.FixtureRequest) -> Generator[Log]:
    kept = structlog.get_config()
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    stream = io.StringIO()
    settings = ServiceSettings(
        amqp_url=SecretStr("amqp://"),
        database_url=SecretStr("postgresql://"),
        internal_token=SecretStr("x"),
        log_format=request.param,
        log_lines_per_minute=5,
    )
    try:
        yield Log(stream, configure_logging("test", settings, stream))
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.configure(**kept)
        structlog.contextvars.clear_contextvars()


def test_a_value_cannot_forge_a_line_or_control_a_terminal(log: Log) -> None:
    # Pytest's own handlers keep records as they are, and its workers can't send half a pair.
    root = logging.getLogger()
    root.handlers[:] = [each for each in root.handlers if not isinstance(each, LogCaptureHandler)]
    forged = "x\n2026-01-01T00:00:00Z [info] all is well\r\x1b[2J\u202e\ud800\u2028end"
    log.logger.warning("login.failed", username=forged, path="/\x00")
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request: %s", forged)

    assert len(log.lines) == 2
    assert not any(each in log.text for each in ("\r", "\x1b", "\x00", "\u202e", "\u2028"))
    log.text.encode()


def test_a_long_value_is_truncated(log: Log) -> None:
    log.logger.warning("reading.rejected", error="x" * 100_000, fields=["y" * 9_000] * 9_000)

    assert len(log.text) < 10_000
    assert "(99700 more)" in log.text


def test_a_flooding_source_is_limited_and_hides_no_other(log: Log) -> None:
    for _ in range(1_000):
        log.logger.warning("reading.rejected", device_id="one")
    log.logger.warning("reading.rejected", device_id="two")
    log.limit.end_window()

    assert sum("device_id=one" in each for each in log.lines) == 5
    assert sum("device_id=two" in each for each in log.lines) == 1
    assert "reading.rejected: 995 more of them were left out" in log.lines[-1]
    log.logger.warning("reading.rejected", device_id="one")
    assert "device_id=one" in log.lines[-1]


def test_random_sources_share_a_limit(log: Log) -> None:
    for number in range(1_000):
        log.logger.warning("login.failed", username=f"nobody-{number}")

    assert len(log.lines) == 50


def test_library_messages_are_limited_by_their_text_without_numbers(log: Log) -> None:
    for number in range(100):
        logging.getLogger("uvicorn.error").warning(f"client {number} sent nonsense")  # noqa: G004 - as libraries do

    assert len(log.lines) == 5


def test_suppressed_lines_are_counted_even_if_nothing_follows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(log_limits, "WINDOW_S", 0.01)
    told: list[tuple[str, int]] = []
    is_published = threading.Event()

    def tell(event: str, count: int) -> None:
        told.append((event, count))
        is_published.set()

    # Time stands still: only the timer can end the window.
    limit = LogLimit(2, tell, lambda: 0.0)
    record = logging.makeLogRecord({"name": "library", "msg": "again", "levelno": 30})

    assert [limit.filter(record) for _ in range(5)] == [True, True, False, False, False]
    assert is_published.wait(60)
    assert told == [("library: again", 3)]
    assert 'lines_left_out_total{event="library: again"} 3.0' in generate_latest().decode()


def test_a_traceback_is_printed_once_and_cannot_forge_a_line(log: Log) -> None:
    def fail() -> None:
        raise ValueError("bad\n2026-01-01T00:00:00Z [info     ] forged")

    for _ in range(3):
        try:
            fail()
        except ValueError as error:
            log.logger.error("request.failed", exc_info=error)

    assert log.text.count("Traceback") == 1
    assert sum("request.failed" in each for each in log.lines) == 3
    assert log.text.count("error=") == 2
    assert not any(each.startswith("2026-01-01") for each in log.lines)


def test_malformed_client_data_logs_no_traceback(log: Log) -> None:
    server = logging.getLogger("uvicorn.error")
    try:
        b"\xff".decode()
    except UnicodeDecodeError:
        server.exception("Invalid UTF-8 sequence received from client.")
        server.exception("Exception in ASGI application\n")
    server.setLevel(logging.INFO)
    server.info('%s - "WebSocket %s" [accepted]', "127.0.0.1:1", "/ws")
    server.info("connection open")

    assert log.text.count("Traceback") == 1
    assert "Traceback" not in log.lines[0]
    assert "WebSocket" not in log.text
    assert "connection open" not in log.text


@pytest.mark.parametrize("log", ["json"], indirect=True)
def test_json_lines_have_the_same_fields(log: Log) -> None:
    log.logger.warning("login.failed", username="a\nb", count=3)

    [line] = log.lines
    assert json.loads(line) | {"timestamp": None} == {
        "event": "login.failed",
        "username": "a\\x0ab",
        "count": 3,
        "level": "warning",
        "service": "test",
        "timestamp": None,
    }


def test_an_unprintable_value_shows_its_type_and_error() -> None:
    class Broken:
        def __str__(self) -> str:
            raise RuntimeError

    assert plain_value(Broken()) == "<Broken: RuntimeError>"
    assert plain_value([[[["deep"]]]]) == [[["['deep']"]]]
    assert one_line("a\tb") == "a\\x09b"


def test_a_traceback_is_printed_again_after_a_while() -> None:
    now_s = [0.0]
    tracebacks = Tracebacks(lambda: now_s[0])

    assert tracebacks.is_new(ValueError())
    assert not tracebacks.is_new(ValueError())
    now_s[0] = log_limits.TRACEBACK_AGAIN_S + 1
    assert tracebacks.is_new(ValueError())
