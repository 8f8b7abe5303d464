"""Publishing to a real RabbitMQ: everything arrives, whatever happens meanwhile."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from structlog.testing import capture_logs

from kilowatch.contracts.ids import DeviceId
from kilowatch.contracts.readings import READINGS_BINDING, READINGS_EXCHANGE
from kilowatch.simulator.over_amqp import AmqpPublisher
from kilowatch.simulator.pace import Pace
from kilowatch.simulator.replay import Format, recorded_readings, replay
from kilowatch.simulator.wire import Reading, message
from tests.harness.servers import Broker
from tests.harness.serving import eventually
from tests.simulator.readings_queue import channel_of, collect, declare_exchange, kill_meters

LONDON = Path(__file__).parents[2] / "data" / "london_household_MAC000002.csv"
DEVICE = DeviceId(UUID("6f9619ff-8b86-4011-b42d-00cf4fc964ff"))


def some_readings(count: int) -> list[Reading]:
    begin = datetime(2025, 11, 25, tzinfo=UTC)
    return [
        Reading(begin + timedelta(minutes=number), str(DEVICE), 0.01, 60) for number in range(count)
    ]


def london_rows(count: int) -> list[Reading]:
    """The first rows of the file; the Null is the 3,241st."""
    return list(islice(recorded_readings(LONDON, DEVICE, Format.LONDON), count))


class PaceUntilCut(Pace):
    """Six hundred rows of the file a second, and the last thousand once ``cut`` is set."""

    def __init__(self) -> None:
        super().__init__(1800 * 600)
        self.cut = asyncio.Event()
        self._rows = 0

    async def wait_for(self, moment: datetime) -> None:
        self._rows += 1
        if self._rows > 3_000:
            await self.cut.wait()
        await super().wait_for(moment)


async def test_a_recording_arrives_row_by_row_in_order(broker: Broker) -> None:
    recorded = london_rows(4_000)
    async with channel_of(broker) as channel, AmqpPublisher(broker.amqp_url) as publisher:
        arrived = await collect(channel)

        await replay(publisher, recorded, batch=1, pace=Pace(None))

        await eventually(lambda: len(arrived.messages) == 4_000, within_s=30)
        assert publisher.confirmed_messages == publisher.confirmed_readings == 4_000
        assert arrived.bodies == [message([each]).body for each in recorded]
        assert arrived.bodies[0] == (
            b'{"timestamp":"2012-10-12T00:00:00Z",'
            b'"device_id":"6f9619ff-8b86-4011-b42d-00cf4fc964ff",'
            b'"measurement_value":0,"interval_s":1800}'
        )
        first = arrived.messages[0]
        assert first.routing_key == f"meters.{DEVICE}.readings"
        assert first.delivery_mode == 2
        assert first.content_type == "application/json"


async def test_nothing_is_lost_when_the_connection_is_killed_midway(broker: Broker) -> None:
    recorded = london_rows(4_000)
    pace = PaceUntilCut()
    async with channel_of(broker) as channel, AmqpPublisher(broker.amqp_url) as publisher:
        arrived = await collect(channel)
        replaying = asyncio.create_task(replay(publisher, recorded, batch=1, pace=pace))
        await eventually(lambda: len(arrived.messages) > 500)

        assert await kill_meters(broker) == 1
        assert publisher.confirmed_messages < 4_000
        pace.cut.set()
        await replaying

        expected = {message([each]).body for each in recorded}
        await eventually(lambda: arrived.distinct_bodies == expected)
        assert publisher.confirmed_messages == publisher.sent_messages == 4_000


async def test_unroutable_readings_are_reported_and_sent_once_a_queue_exists(
    broker: Broker,
) -> None:
    readings = some_readings(300)
    async with channel_of(broker) as channel, AmqpPublisher(broker.amqp_url) as publisher:
        await declare_exchange(channel)
        with capture_logs() as logs:
            replaying = asyncio.create_task(replay(publisher, readings, batch=1, pace=Pace(None)))
            await eventually(lambda: any(log["event"] == "readings.not_taken" for log in logs))
        assert publisher.confirmed_messages == 0

        arrived = await collect(channel)
        await replaying

        expected = {message([each]).body for each in readings}
        await eventually(lambda: arrived.distinct_bodies == expected)


async def test_a_meter_waits_for_a_missing_exchange(broker: Broker) -> None:
    readings = some_readings(20)
    async with channel_of(broker) as channel, AmqpPublisher(broker.amqp_url) as publisher:
        with capture_logs() as logs:
            replaying = asyncio.create_task(replay(publisher, readings, batch=5, pace=Pace(None)))
            await eventually(lambda: any(log["event"] == "broker.lost" for log in logs))

        arrived = await collect(channel)
        await replaying

        await eventually(lambda: len(arrived.rows()) == 20)
        assert len(arrived.messages) == 4


async def test_other_bindings_receive_no_readings(broker: Broker) -> None:
    async with channel_of(broker) as channel, AmqpPublisher(broker.amqp_url) as publisher:
        arrived = await collect(channel)
        other = await channel.declare_queue("other", durable=True)
        await other.bind(READINGS_EXCHANGE, READINGS_BINDING.replace("*", str(UUID(int=1))))

        await replay(publisher, some_readings(3), batch=1, pace=Pace(None))

        await eventually(lambda: len(arrived.messages) == 3)
        assert await other.get(fail=False, no_ack=True) is None
