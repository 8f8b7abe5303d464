"""What a migration costs the reading path: the same batches before it and after it.

    python -m benchmarks.reading_path [BEFORE]

Starts a PostgreSQL of its own, migrates one database to BEFORE (default: the first step) and
one to the newest, and stores the same batches in both by turns, so that whatever else the
machine does meets both. What counts is the ratio; where both are the same step, it shows how
exact that is.
"""

import asyncio
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from importlib import resources
from uuid import uuid4

import asyncpg
from alembic import command
from alembic.config import Config

from kilowatch.monitoring import migrations
from tests.harness.servers import Servers, ready_postgres_url

FIRST = "monitoring_0001"
DEVICES = 1_000
BATCH = 2_000
BATCHES = 60
START = datetime(2025, 1, 1, tzinfo=UTC)
MONTHS = [datetime(2025, month, 1, tzinfo=UTC).date() for month in range(1, 13)]

Arguments = tuple[object, ...]


async def prepare(admin_url: str, revision: str) -> "asyncpg.Connection[asyncpg.Record]":
    """A database at ``revision`` that knows the devices."""
    name = f"bench_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(admin_url)
    await admin.execute(f"CREATE DATABASE {name}")
    await admin.close()
    url = f"{admin_url.rpartition('/')[0]}/{name}"
    await asyncio.to_thread(_migrate, url, revision)
    connection = await asyncpg.connect(url)
    await connection.execute(
        """SELECT apply_device(gen_random_uuid(), 1, 'Meter', NULL, NULL, 900000000000, NULL,
                               'Europe/Bucharest', $2, $2, $2)
           FROM generate_series(1, $1)""",
        DEVICES,
        START,
    )
    await connection.execute("SELECT ensure_partitions($1)", MONTHS)
    return connection


def _migrate(url: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.files(migrations)))
    config.set_main_option("path_separator", "os")
    config.attributes["database_url"] = url
    command.upgrade(config, revision)


def readings(number: int) -> Arguments:
    """A batch of half-hourly readings, each device's in turn."""
    places = range(number * BATCH, (number + 1) * BATCH)
    return (
        [place % DEVICES + 1 for place in places],
        [START + timedelta(minutes=30 * (place // DEVICES)) for place in places],
        [1_000_000 + place for place in places],
        [1800] * BATCH,
        list(places),
        [0] * BATCH,
    )


def registers(number: int) -> Arguments:
    """A batch of half-hourly registers, each device's in turn."""
    places = range(number * BATCH, (number + 1) * BATCH)
    keys, times, _, _, sources, indexes = readings(number)
    return keys, times, [1_000_000 * place for place in places], sources, indexes


async def store(connection: "asyncpg.Connection[asyncpg.Record]", arguments: Arguments) -> float:
    """Seconds one batch takes."""
    parameters = ", ".join(f"${n}" for n in range(1, len(arguments) + 1))
    started = time.perf_counter()
    await connection.execute(f"SELECT take_readings({parameters})", *arguments)
    return time.perf_counter() - started


async def main(before: str) -> None:
    """Measure, and say what came out."""
    servers = Servers()
    servers.start(postgres=True, rabbitmq=False)
    try:
        url = await ready_postgres_url()
        old, new, counters = [await prepare(url, each) for each in (before, "head", "head")]
        empty: list[object] = []
        late = (START, START, START)
        took: dict[str, list[float]] = {"before": [], "after": [], "registers": []}
        for number in range(BATCHES):
            batch = readings(number)
            intervals = (*batch, *[empty] * 18, *late)
            took["before"].append(await store(old, intervals))
            took["after"].append(await store(new, intervals))
            took["registers"].append(
                await store(counters, (*[empty] * 6, *registers(number), *[empty] * 13, *late))
            )
        median = {name: statistics.median(times) for name, times in took.items()}
        for name, seconds in median.items():
            sys.stdout.write(f"{name:10} {BATCH / seconds:10,.0f} readings/s on one connection\n")
        ratio = median["after"] / median["before"]
        sys.stdout.write(f"a batch takes {ratio:.2f} times as long as at step {before}\n")
    finally:
        servers.stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else FIRST))
