"""Dispatching and storing a batch are spans in the trace of its readings."""

from typing import Any
from uuid import uuid4

import aio_pika
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from tests.balancing.fleet import Fleet
from tests.balancing.reading_path import body
from tests.harness.collector import collecting
from tests.harness.serving import eventually

TRACE = "0af7651916cd43dd8448eb211c80319c"


def attributes(of: Any) -> dict[str, Any]:
    return {each.key: each.value.string_value or each.value.int_value for each in of.attributes}


async def test_storing_a_batch_is_a_child_of_dispatching_it(fleet: Fleet) -> None:
    device = uuid4()
    with collecting() as collector:
        async with (
            fleet.balancer(),
            fleet.replica(),
            await aio_pika.connect(fleet.broker.amqp_url) as connection,
        ):
            await fleet.register(device)
            meters = await (await connection.channel()).get_exchange(READINGS_EXCHANGE)
            message = aio_pika.Message(body(device, 0), correlation_id=TRACE)
            await meters.publish(message, reading_routing_key(str(device)))
            await eventually(lambda: fleet.count("SELECT count(*) FROM reading"))
        spans = collector.by_name()

    dispatch, store = spans["dispatch batch"], spans["store batch"]
    assert (dispatch.kind, store.kind) == (Span.SPAN_KIND_PRODUCER, Span.SPAN_KIND_CONSUMER)
    assert dispatch.trace_id == store.trace_id == bytes.fromhex(TRACE)
    assert store.parent_span_id == dispatch.span_id
    assert dispatch.start_time_unix_nano <= store.start_time_unix_nano < store.end_time_unix_nano
    for each in (dispatch, store):
        assert attributes(each) == {"messages": 1, "correlation_id": TRACE}
