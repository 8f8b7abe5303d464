"""Stores batches by the sources it is started with: a process of `benchmarks.reading_path`.

Reads numbers of batches from standard input, and writes the seconds that each took.
"""

import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg

from kilowatch.kit.database import connect
from kilowatch.kit.migrate import upgrade
from kilowatch.monitoring import migrations
from kilowatch.monitoring.domain import Parsed, ParsedReading, ParsedRegister
from kilowatch.monitoring.ingest import IngestStorage

DEVICES = 1_000
BATCH = 2_000
START = datetime(2025, 1, 1, tzinfo=UTC)


def batch(number: int, kind: str) -> list[Parsed]:
    """Return a batch of half-hourly readings or registers, each device's in turn."""
    found: list[Parsed] = []
    for place in range(number * BATCH, (number + 1) * BATCH):
        device = UUID(int=place % DEVICES + 1)
        at = START + timedelta(minutes=30 * (place // DEVICES))
        found.append(
            ParsedReading(device, at, 1_000_000 + place, 1800, place, 0)
            if kind == "readings"
            else ParsedRegister(device, at, 1_000_000 * place, place, 0)
        )
    return found


async def prepare(url: str) -> None:
    """Make the devices."""
    connection = await asyncpg.connect(url)
    await connection.executemany(
        """SELECT apply_device($1, 1, 'Meter', NULL, NULL, 900000000000, NULL,
                               'Europe/Bucharest', $2, $2, $2)""",
        [(UUID(int=number + 1), START) for number in range(DEVICES)],
    )
    await connection.close()


async def main(url: str, kind: str) -> None:
    """Store the batches that are asked for."""
    await prepare(url)
    pool = await connect(url, application="benchmark", max_size=1)
    storage = IngestStorage(pool, timedelta(hours=2))
    await storage.take(batch(0, kind), [], START)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        readings = batch(int(line), kind)
        started = time.perf_counter()
        await storage.take(readings, [], START, START)
        sys.stdout.write(f"{time.perf_counter() - started}\n")
        sys.stdout.flush()
    await pool.close()


if __name__ == "__main__":
    upgrade(migrations, sys.argv[1])
    asyncio.run(main(sys.argv[1], sys.argv[2]))
