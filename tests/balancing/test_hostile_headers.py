"""Hostile headers of a meter's message break no reader of the stream."""

from uuid import uuid4

import pytest

from kilowatch.balancing.settings import ReadOver
from kilowatch.contracts.readings import READINGS_EXCHANGE, reading_routing_key
from tests.balancing.fleet import Fleet
from tests.balancing.reading_path import body, stored
from tests.harness.raw_amqp import hostile_properties, publish_raw
from tests.harness.serving import eventually


@pytest.mark.parametrize("read_over", list(ReadOver))
async def test_hostile_headers_do_not_stop_dispatch(fleet: Fleet, read_over: ReadOver) -> None:
    """One message with an out-of-range moment once stopped ingestion permanently."""
    hostile, quiet = uuid4(), uuid4()
    async with fleet.balancer(read_over=read_over), fleet.replica():
        await eventually(fleet.events_are_routed)
        await fleet.register(hostile)
        await fleet.register(quiet)
        key = reading_routing_key(str(hostile))
        taken = 0
        for minute, content in enumerate(hostile_properties().values()):
            taken += await publish_raw(
                fleet.broker.amqp_url, READINGS_EXCHANGE, key, content, body(hostile, minute)
            )
        assert taken >= 6

        await fleet.publish(quiet, [body(quiet, minute) for minute in range(10)])

        await eventually(stored(fleet, taken + 10))

        async def lag() -> bool:
            told = await fleet.get(f"{fleet.balancer_url}/api/balancing/replicas")
            return told["lag_messages"] == 0 and told["newest_offset"] is not None

        await eventually(lag)
