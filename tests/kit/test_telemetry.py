"""Spans reach a collector if one is set; otherwise the exporter is not even imported."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator, Generator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from aio_pika import connect
from fastapi import FastAPI

from kilowatch.contracts.accounts import UserDeleted
from kilowatch.contracts.ids import UserId
from kilowatch.kit import telemetry
from kilowatch.kit.audit_middleware import AuditMiddleware
from kilowatch.kit.background import background
from kilowatch.kit.correlation import correlated
from kilowatch.kit.database import Connection, Pool, connected, correlate
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.kit.messaging.outbox import OutboxRelay, emit
from kilowatch.kit.messaging.queues import declare_event_queues
from kilowatch.kit.requests import forwarded_headers
from kilowatch.kit.telemetry import Kind, span
from kilowatch.kit.telemetry_export import trace_id_of
from tests.conftest import MakeDatabase
from tests.harness.collector import Collector, collecting
from tests.harness.servers import Broker
from tests.harness.serving import eventually

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture
def collector() -> Generator[Collector]:
    with collecting() as collector:
        yield collector


def attributes(of: Any) -> dict[str, Any]:
    return {each.key: each.value.string_value or each.value.int_value for each in of.attributes}


async def call(app: FastAPI, path: str, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI()
    app.add_middleware(AuditMiddleware, service="test")

    @app.get("/things/{number}")
    async def show(number: int) -> dict[str, str]:  # pyright: ignore[reportUnusedFunction]
        return forwarded_headers()

    return app


async def test_a_request_is_a_span_in_the_trace_of_its_id(
    app: FastAPI, collector: Collector
) -> None:
    answer = await call(app, "/things/7", x_request_id=TRACE)

    found = collector.by_name()["GET /things/{number}"]
    assert collector.services == {"kilowatch-test"}
    assert (found.trace_id.hex(), found.parent_span_id) == (TRACE, b"")
    assert attributes(found) == {
        "http.request.method": "GET",
        "http.route": "/things/{number}",
        "http.response.status_code": 200,
        "correlation_id": TRACE,
    }
    # Its calls are in the same trace, below it.
    assert answer.json()["traceparent"] == f"00-{TRACE}-{found.span_id.hex()}-01"


async def test_a_request_continues_its_trace_under_the_id_of_that_trace(
    app: FastAPI, collector: Collector
) -> None:
    answer = await call(app, "/things/7", traceparent=PARENT)

    found = collector.by_name()["GET /things/{number}"]
    assert answer.headers["X-Request-Id"] == TRACE
    assert (found.trace_id.hex(), found.parent_span_id.hex()) == (TRACE, "b7ad6b7169203331")


async def test_a_parent_of_another_trace_is_ignored(app: FastAPI, collector: Collector) -> None:
    await call(app, "/things/7", x_request_id="my-own", traceparent=PARENT)
    await call(app, "/things/7", x_request_id="other", traceparent="nonsense")

    telemetry.use(None)
    assert [(each.trace_id, each.parent_span_id) for each in collector.spans] == [
        (trace_id_of("my-own").to_bytes(16, "big"), b""),
        (trace_id_of("other").to_bytes(16, "big"), b""),
    ]


@pytest.fixture
async def pool(make_database: MakeDatabase) -> AsyncGenerator[Pool]:
    async with connected(await make_database("devices"), application="test") as pool:
        yield pool


async def test_a_span_continues_through_outbox_and_broker_to_the_event_handler(
    pool: Pool, broker: Broker, collector: Collector
) -> None:
    handled = asyncio.Event()

    async def handle(_connection: Connection, _event: UserDeleted) -> None:
        handled.set()

    consumer = EventConsumer(pool, broker.amqp_url, "test", {UserDeleted: handle})
    async with await connect(broker.amqp_url) as connection:
        await declare_event_queues(await connection.channel(), "test", [UserDeleted])
    with correlated("ours"), span("change", Kind.SERVER):
        await emit(pool, UserDeleted(user_id=UserId(uuid4()), version=1))
        async with pool.acquire() as connection, connection.transaction():
            await correlate(connection)
            by_function = await connection.fetchval(
                """INSERT INTO outbox (event_id, routing_key, body)
                   VALUES (gen_random_uuid(), 'a.b.v1', '') RETURNING traceparent"""
            )
    async with background(consumer.run(), OutboxRelay(pool, broker.amqp_url, "devices").run()):
        await eventually(handled.is_set)

    found = collector.by_name()
    change, handling = found["change"], found["users.user_deleted.v1"]
    assert change.trace_id == handling.trace_id == trace_id_of("ours").to_bytes(16, "big")
    assert handling.parent_span_id == change.span_id
    assert by_function == f"00-{change.trace_id.hex()}-{change.span_id.hex()}-01"
    assert await pool.fetchval("SELECT count(*) FROM outbox WHERE traceparent IS NULL") == 0


def test_a_span_with_an_exception_is_marked_as_failed(collector: Collector) -> None:
    with pytest.raises(ValueError, match="no"), span("work", Kind.CONSUMER):
        raise ValueError("no")

    failed = collector.by_name()["work"]
    assert failed.status.code == failed.status.STATUS_CODE_ERROR


async def test_without_a_collector_no_span_is_opened_or_forwarded(app: FastAPI) -> None:
    with correlated("ours"), span("work", Kind.SERVER) as nothing:
        nothing.set_attribute("a", 1)
        nothing.update_name("b")
        assert telemetry.traceparent() is None
        assert "traceparent" not in forwarded_headers()
    assert "traceparent" not in (await call(app, "/things/7")).json()


def test_without_a_collector_the_exporter_is_not_imported() -> None:
    program = (
        "import sys, kilowatch.kit.service, kilowatch.monitoring.app, kilowatch.balancing.app;"
        "from kilowatch.kit import telemetry; telemetry.start('test', '');"
        "print([name for name in ('opentelemetry.sdk', 'opentelemetry.exporter', 'google.protobuf',"
        " 'requests') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


async def test_an_unreachable_collector_delays_nothing(app: FastAPI) -> None:
    telemetry.start("test", "http://127.0.0.1:1")
    try:
        assert (await call(app, "/things/7")).status_code == 200
    finally:
        telemetry.use(None)
