"""One database and one role per service; meters may publish readings and nothing else."""

from collections.abc import AsyncGenerator

import aio_pika
import aio_pika.exceptions
import asyncpg
import pytest

from kilowatch.local.databases import database_name, database_url, ensure_databases
from kilowatch.local.environment import Addresses
from kilowatch.local.rabbitmq import ensure_meters_user
from tests.harness.servers import Broker

PASSWORDS = {"left": "pw-left", "right": "pw-right"}


@pytest.fixture
async def admin_url(postgres_url: str) -> AsyncGenerator[str]:
    """A server with the databases of two services, removed afterwards."""
    await ensure_databases(postgres_url, PASSWORDS)
    yield postgres_url
    admin = await asyncpg.connect(postgres_url)
    for service in PASSWORDS:
        await admin.execute(f"DROP DATABASE {database_name(service)} WITH (FORCE)")
        await admin.execute(f"DROP ROLE {database_name(service)}")
    await admin.close()


async def test_a_service_reaches_its_own_database_and_no_other(admin_url: str) -> None:
    own = await asyncpg.connect(database_url(admin_url, "left", "pw-left"))
    await own.execute("CREATE TABLE thing (id int)")
    await own.close()
    own_url = database_url(admin_url, "left", "pw-left")
    foreign = own_url.removesuffix("kilowatch_left") + "kilowatch_right"

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(foreign)


async def test_making_them_again_changes_passwords_and_keeps_data(admin_url: str) -> None:
    own = await asyncpg.connect(database_url(admin_url, "left", "pw-left"))
    await own.execute("CREATE TABLE kept (id int)")
    await own.close()

    await ensure_databases(admin_url, {"left": "new"})

    own = await asyncpg.connect(database_url(admin_url, "left", "new"))
    assert await own.fetchval("SELECT count(*) FROM kept") == 0
    await own.close()
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(database_url(admin_url, "left", "pw-left"))


async def test_a_meter_may_publish_readings_and_nothing_else(broker: Broker) -> None:
    await ensure_meters_user(broker.management_url, broker.vhost, "meters-pw")
    meter_url = Addresses("", broker.amqp_url, "", "").meter_url("meters-pw")
    async with await aio_pika.connect(broker.amqp_url) as services:
        channel = await services.channel()
        exchange = await channel.declare_exchange("readings", "topic", durable=True)
        queue = await channel.declare_queue("q", durable=True)
        await queue.bind(exchange, "meters.*.readings")
        async with await aio_pika.connect(meter_url) as meter:
            own = await meter.channel()
            await (await own.get_exchange("readings", ensure=False)).publish(
                aio_pika.Message(b"{}"), "meters.1.readings"
            )

            with pytest.raises(aio_pika.exceptions.ChannelClosed, match="ACCESS_REFUSED"):
                await own.declare_queue("mine", durable=True)
            with pytest.raises(aio_pika.exceptions.ChannelClosed, match="ACCESS_REFUSED"):
                await (await meter.channel()).default_exchange.publish(aio_pika.Message(b""), "q")
            with pytest.raises(aio_pika.exceptions.ChannelClosed, match="ACCESS_REFUSED"):
                await (await (await meter.channel()).get_queue("q", ensure=False)).get()

        assert (await queue.get()).body == b"{}"
