"""An OpenTelemetry collector that keeps the spans it receives."""

import gzip
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from kilowatch.kit import telemetry


class Collector:
    """Collects the spans sent to it, at the path and in the form of OTLP over HTTP."""

    def __init__(self) -> None:
        kept = self.spans = list[Any]()
        self.services = services = set[str]()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                assert self.path == "/v1/traces"
                body = self.rfile.read(int(self.headers["Content-Length"]))
                request = ExportTraceServiceRequest.FromString(_unpacked(self.headers, body))
                for resource in request.resource_spans:
                    for each in resource.resource.attributes:
                        if each.key == "service.name":
                            services.add(each.value.string_value)
                    for scope in resource.scope_spans:
                        kept.extend(scope.spans)
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def by_name(self) -> dict[str, Any]:
        """Return the spans, once the exporter has sent them."""
        telemetry.use(None)
        return {each.name: each for each in self.spans}


def _unpacked(headers: Any, body: bytes) -> bytes:
    return gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body


@contextmanager
def collecting() -> Generator[Collector]:
    """Export the spans of this process to a collector of its own."""
    collector = Collector()
    telemetry.start("test", collector.url)
    try:
        yield collector
    finally:
        telemetry.use(None)
        collector.stop()
