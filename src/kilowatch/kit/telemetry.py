"""Spans for an OpenTelemetry collector, where one is set; nothing of it is imported elsewhere.

Who works opens a `span` and passes `trace_headers` on, whether spans are exported or not. The
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
    """A span that is open."""

    def update_name(self, name: str) -> None:
        """Give it another name."""
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
        """Open a span as long as the body runs; one that raises is marked as failed."""
        ...

    def traceparent(self) -> str | None:
        """Return the open span as a header's value."""
        ...

    def close(self) -> None:
        """Export what is left."""
        ...


class _NoSpan:
    """Stands for a span where none are exported."""

    def update_name(self, name: str) -> None:
        """Ignore it."""

    def set_attribute(self, key: str, value: str | int | bool) -> None:
        """Ignore it."""


_NO_SPAN: Final = _NoSpan()
_exporters: Final[list[Exporter]] = []


def start(service: str, endpoint: str) -> None:
    """Export the spans of this process to the collector at ``endpoint``; empty: export none."""
    if endpoint:
        from kilowatch.kit.telemetry_export import OtlpExporter

        use(OtlpExporter(service, endpoint))


def use(exporter: Exporter | None) -> None:
    """Export by ``exporter``, or by none, in place of what there was."""
    while _exporters:
        _exporters.pop().close()
    if exporter is not None:
        _exporters.append(exporter)


def is_on() -> bool:
    """Return true where spans are exported."""
    return bool(_exporters)


@contextmanager
def span(
    name: str, kind: Kind, parent: object = None, attributes: Attributes | None = None
) -> Generator[Span]:
    """Open a span as long as the body runs; ``parent`` is a header's value, if there is one.

    It belongs to the trace of the correlation id. A parent of another trace is not believed.
    """
    if not _exporters:
        yield _NO_SPAN
        return
    with _exporters[0].span(name, kind, parent, attributes or {}) as opened:
        yield opened


def traceparent() -> str | None:
    """Return the open span as a header's value, None where none are exported."""
    return _exporters[0].traceparent() if _exporters else None


def trace_headers() -> dict[str, Any]:
    """Return the headers that let the receiver's span follow the open one."""
    value = traceparent()
    return {} if value is None else {TRACEPARENT: value}
