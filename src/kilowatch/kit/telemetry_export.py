"""Spans exported over OTLP (protobuf over HTTP). Imported only if a collector is set."""

from collections.abc import Generator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Final

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from kilowatch import __version__
from kilowatch.kit.correlation import correlation_id
from kilowatch.kit.telemetry import TRACEPARENT, Attributes, Kind

TRACE_ID_BYTES: Final = 16
EXPORT_WITHIN_S: Final = 2.0
"""An unreachable collector must not delay a process that ends."""
_KINDS: Final = {
    Kind.SERVER: trace.SpanKind.SERVER,
    Kind.PRODUCER: trace.SpanKind.PRODUCER,
    Kind.CONSUMER: trace.SpanKind.CONSUMER,
}
_propagator: Final = TraceContextTextMapPropagator()


def trace_id_of(correlated: str) -> int:
    """Return the trace of a correlation id: the id itself, if it is 32 hexadecimal digits."""
    if len(correlated) == 2 * TRACE_ID_BYTES:
        try:
            found = int(correlated, 16)
        except ValueError:
            found = 0
        if found:
            return found
    return int.from_bytes(blake2b(correlated.encode(), digest_size=TRACE_ID_BYTES).digest(), "big")


class _TraceIds(RandomIdGenerator):
    """Makes everything with one correlation id one trace, even across a stream or a pause."""

    def generate_trace_id(self) -> int:
        current = correlation_id()
        return super().generate_trace_id() if current is None else trace_id_of(current)

    def is_trace_id_random(self) -> bool:
        # The caller may have chosen it.
        return False


class OtlpExporter:
    """Sends spans to the collector at ``endpoint`` from a thread of its own."""

    def __init__(self, service: str, endpoint: str) -> None:
        resource = Resource.create(
            {SERVICE_NAME: f"kilowatch-{service}", SERVICE_VERSION: __version__}
        )
        self._provider = TracerProvider(resource=resource, id_generator=_TraceIds())
        address = f"{endpoint.rstrip('/')}/v1/traces"
        self._provider.add_span_processor(
            BatchSpanProcessor(OTLPSpanExporter(address, timeout=EXPORT_WITHIN_S))
        )
        self._tracer = self._provider.get_tracer("kilowatch")

    @contextmanager
    def span(
        self, name: str, kind: Kind, parent: object, attributes: Attributes
    ) -> Generator[trace.Span]:
        """Open a span in the trace of the correlation id; an exception marks it as failed."""
        current = correlation_id()
        known = {**attributes} if current is None else {**attributes, "correlation_id": current}
        with self._tracer.start_as_current_span(
            name, _context_of(parent), kind=_KINDS[kind], attributes=known
        ) as opened:
            yield opened

    @staticmethod
    def traceparent() -> str | None:
        """Return the open span as a header value."""
        carrier: dict[str, str] = {}
        _propagator.inject(carrier)
        return carrier.get(TRACEPARENT)

    def close(self) -> None:
        """Export the remaining spans."""
        self._provider.shutdown()


def _context_of(parent: object) -> Context | None:
    """Return the context of a parent in the same trace; None for that of the open span."""
    if not isinstance(parent, str):
        return None
    context = _propagator.extract({TRACEPARENT: parent})
    found = trace.get_current_span(context).get_span_context()
    current = correlation_id()
    is_ours = found.is_valid and (current is None or found.trace_id == trace_id_of(current))
    return context if is_ours else None
