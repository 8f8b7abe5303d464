"""Logs are events with fields, one line each; no source can forge or flood them.

Values are truncated and escaped (`log_text`), frequent lines are suppressed and counted
(`log_limits`), and a traceback is printed once and abbreviated afterwards.
"""

import asyncio
import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Final, TextIO

import structlog

from kilowatch.kit.correlation import add_correlation_id
from kilowatch.kit.log_limits import LogLimit, Tracebacks
from kilowatch.kit.log_text import (
    LONGEST_EVENT,
    ExceptionInfo,
    one_line,
    plain_value,
    traceback_text,
)
from kilowatch.kit.settings import ServiceSettings

_CAUSED_BY_CLIENTS: Final = ("uvicorn.error", "uvicorn.access", "websockets")
"""Errors whose tracebacks show a client's malformed input, unless our own code failed."""

_OUR_FAULT: Final = "Exception in ASGI application"


def configure_logging(
    service: str, settings: ServiceSettings, stream: TextIO | None = None
) -> LogLimit:
    """Log everything, including libraries, to ``stream`` (standard output) in one format.

    Return the limit on repeated lines.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        add_correlation_id,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(
            # Never rich's tracebacks: they print local variables, including secrets.
            colors=False,
            pad_event_to=0,
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                short_exceptions(Tracebacks()),
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                safe_values,
                renderer,
            ],
        )
    )
    limit = LogLimit(settings.log_lines_per_minute, _teller(handler))
    handler.addFilter(limit)
    logging.basicConfig(handlers=[handler], level=settings.log_level.upper(), force=True)
    logging.getLogger("uvicorn.error").addFilter(is_news)
    for noisy in ("httpx", "httpcore", "aiormq", "aio_pika", "rstream", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(_is_no_socket_coming_or_going)
    return limit


def _teller(handler: logging.Handler) -> Any:
    """Return a function that logs, past the limit, how many lines were suppressed."""

    def report(event: str, count: int) -> None:
        text = f"{count:,} more of them were left out within a minute"
        record = logging.LogRecord(
            __name__, logging.WARNING, __file__, 0, f"log.left_out: {event}: {text}", (), None
        )
        handler.acquire()
        try:
            handler.emit(record)
        finally:
            handler.release()

    return report


def _is_no_socket_coming_or_going(record: logging.LogRecord) -> bool:
    """Drop the lines, two or three per socket, by which any client could fill a log."""
    text = str(record.msg)
    return record.levelno > logging.INFO or not (
        text.startswith("connection ") or '"WebSocket ' in text
    )


def short_exceptions(tracebacks: Tracebacks) -> structlog.typing.Processor:
    """Return a processor that logs a traceback once, but one line when repeated or a client's."""

    def shorten(_logger: Any, _method: str, fields: structlog.typing.EventDict) -> Any:
        error = _error_in(fields.pop("exc_info", None))
        if error is None:
            return fields
        if not _is_a_clients_doing(fields) and tracebacks.is_new(error[1]):
            fields["exception"] = traceback_text(error)
        else:
            fields["error"] = one_line(f"{type(error[1]).__name__}: {error[1]}")
        return fields

    return shorten


def _is_a_clients_doing(fields: MutableMapping[str, Any]) -> bool:
    record = fields.get("_record")
    if not isinstance(record, logging.LogRecord) or not record.name.startswith(_CAUSED_BY_CLIENTS):
        return False
    return not str(record.msg).startswith(_OUR_FAULT)


def _error_in(given: Any) -> ExceptionInfo | None:
    """Return the exception of a record: itself, a triple, or the one being handled."""
    if isinstance(given, BaseException):
        return type(given), given, given.__traceback__
    if isinstance(given, tuple):
        return given if given[1] is not None else None
    if given:
        kind, error, place = sys.exc_info()
        return (kind, error, place) if kind is not None and error is not None else None
    return None


def safe_values(
    _logger: Any, _method: str, fields: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Truncate and escape every value; tracebacks are made safe where they are formatted."""
    safe = {
        one_line(name): value if name == "exception" else plain_value(value)
        for name, value in fields.items()
        if name not in {"event", "stack_info"}
    }
    return {"event": one_line(str(fields.get("event", "")).strip(), LONGEST_EVENT), **safe}


def is_news(record: logging.LogRecord) -> bool:
    """Drop what the server logs about a request that was cut short.

    The failure has been logged already (`kilowatch.kit.exception_boundary`), and a request
    that is cancelled while the process ends has not failed.
    """
    if "without completing response" in str(record.msg):
        return False
    return record.exc_info is None or not isinstance(record.exc_info[1], asyncio.CancelledError)
