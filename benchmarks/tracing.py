"""The cost of tracing: the same batches dispatched and stored without and with spans.

    python -m benchmarks.tracing

Starts a PostgreSQL and a collector of its own. Takes turns, some batches without and some with
exported spans, so that whatever else the machine does meets both. Counts the CPU time of the
process that dispatches and stores, the export included; not that of PostgreSQL.
"""

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from kilowatch.kit import telemetry
from kilowatch.kit.correlation import correlated
from kilowatch.kit.database import connected
from kilowatch.kit.telemetry import Kind, span, trace_headers
from kilowatch.kit.telemetry_export import OtlpExporter
from tests.harness.servers import Servers, fresh_database, ready_postgres_url
from tests.monitoring.db import NOW, MonitoringDb
from tests.monitoring.reference_model import Sent

READINGS = 100
BATCHES = 200
TURNS = 20
SPANS = 1_000
"""Fewer than an exporter has room for."""

COLLECTOR = """
import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *args):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


@contextmanager
def collector() -> Generator[str]:
    """Run a collector that drops what it receives, in a process of its own."""
    process = subprocess.Popen((sys.executable, "-c", COLLECTOR), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


async def pass_on(db: MonitoringDb, device: UUID, number: int) -> None:
    """Dispatch and store a batch, as a balancer and a replica open their spans."""
    first = NOW - timedelta(minutes=(number + 1) * READINGS)
    sent = [
        Sent(first + timedelta(minutes=n), 1_000_000, 60, number * READINGS + n)
        for n in range(READINGS)
    ]
    with correlated(uuid4().hex):
        with span("dispatch batch", Kind.PRODUCER, None, {"messages": READINGS}):
            parent = trace_headers().get(telemetry.TRACEPARENT)
        with span("store batch", Kind.CONSUMER, parent, {"messages": READINGS}):
            await db.take(device, sent)


def cost_of_a_span() -> float:
    """Return the CPU time of opening and closing a span, in µs."""
    began = time.process_time()
    for _ in range(SPANS):
        with span("nothing", Kind.CONSUMER):
            pass
    return (time.process_time() - began) / SPANS * 1e6


async def main() -> None:
    """Measure a span, then batches."""
    servers = Servers()
    servers.start(postgres=True, rabbitmq=False)
    try:
        admin_url = await ready_postgres_url()
        with collector() as endpoint:
            async with (
                fresh_database(admin_url, "monitoring") as url,
                connected(url, application="benchmark") as pool,
            ):
                await measure(MonitoringDb(url, pool), endpoint)
    finally:
        servers.stop()


async def measure(db: MonitoringDb, endpoint: str) -> None:
    """Print what tracing costs."""
    device = await db.device()
    took: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(TURNS):
        is_on = bool(turn % 2)
        if is_on:
            telemetry.use(OtlpExporter("benchmark", endpoint))
        began = time.process_time()
        for number in range(BATCHES):
            await pass_on(db, device, turn * BATCHES + number)
        telemetry.use(None)  # exports the rest
        took[is_on].append((time.process_time() - began) / BATCHES * 1000)
    off, on = (statistics.median(took[each]) for each in (False, True))
    sys.stdout.write(
        f"batch of {READINGS}: {off:.2f} ms of CPU time without spans, {on:.2f} ms with: "
        f"{on / off:.2f} times as much\n"
    )
    off_us = cost_of_a_span()
    telemetry.use(OtlpExporter("benchmark", endpoint))
    sys.stdout.write(f"span: {off_us:.2f} µs without a collector, {cost_of_a_span():.2f} µs with\n")
    telemetry.use(None)


if __name__ == "__main__":
    asyncio.run(main())
