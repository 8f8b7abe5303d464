"""Spans for an OpenTelemetry collector, if one is set; only this module imports it.

Callers open a `span` and pass `trace_headers` on, whether spans are exported or not. The
exporter itself is in `kit/telemetry_export.py`.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, Final, Protocol, TypeAlias

TRACEPARENT: Final = "traceparent"
"""The header of W3C Trace Context, over HTTP and AMQP."""

Attributes: TypeAlias = Mapping[str, str | int | bool]


class Kind(StrEnum):
    """The role of a span."""

    SERVER = "server"
    PRODUCER = "producer"
    CONSUMER = "consumer"


class Span(Protocol):
    """An open span."""

    def update_name(self, name: str) -> None:
        """Rename it."""
        ...

    def set_attribute(self, key: str, value: str | int | bool) -> None:
        """Add an attribute."""
        ...


class Exporter(Protocol):
    """Opens spans and exports them."""

    @contextmanager
    def span(
        self, name: str, kind: Kind, parent: object, attributes: Attributes
    ) -> Generator[Span]:
        """Open a span while the body runs; an exception marks it as failed."""
        ...

    def traceparent(self) -> str | None:
        """Return the open span as a header value."""
        ...

    def close(self) -> None:
        """Export the remaining spans."""
        ...


class _NoSpan:
    """A span that is not exported."""

    def update_name(self, name: str) -> None:
        """Do nothing."""

    def set_attribute(self, key: str, value: str | int | bool) -> None:
        """Do nothing."""


_NO_SPAN: Final = _NoSpan()
_exporters: Final[list[Exporter]] = []


def start(service: str, endpoint: str) -> None:
    """Export the spans of this process to the collector at ``endpoint``; empty: export none."""
    if endpoint:
        from kilowatch.kit.telemetry_export import OtlpExporter

        use(OtlpExporter(service, endpoint))


def use(exporter: Exporter | None) -> None:
    """Export by ``exporter``, or not at all, replacing the previous one."""
    while _exporters:
        _exporters.pop().close()
    if exporter is not None:
        _exporters.append(exporter)


def is_on() -> bool:
    """Return true if spans are exported."""
    return bool(_exporters)


@contextmanager
def span(
    name: str, kind: Kind, parent: object = None, attributes: Attributes | None = None
) -> Generator[Span]:
    """Open a span while the body runs; ``parent`` is a header value, if there is one.

    It belongs to the trace of the correlation id. A parent of another trace is ignored.
    """
    if not _exporters:
        yield _NO_SPAN
        return
    with _exporters[0].span(name, kind, parent, attributes or {}) as opened:
        yield opened


def traceparent() -> str | None:
    """Return the open span as a header value, None if spans are not exported."""
    return _exporters[0].traceparent() if _exporters else None


def trace_headers() -> dict[str, Any]:
    """Return the headers that link the receiver's span to the open one."""
    value = traceparent()
    return {} if value is None else {TRACEPARENT: value}
