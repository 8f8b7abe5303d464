"""The cost of twelve connections that send 60 MB each: memory of the balancer, delay of others.

    python -m benchmarks.large_messages [SOURCES …]

Messages of just under 1 MiB, the largest that the broker takes, all of one device. Says how large
the balancer became and how long a quiet meter's readings took meanwhile, for each folder of
sources (default ``src``).
"""

import asyncio
import statistics
import sys
import time

import psutil

from benchmarks.flood import publisher, reading, register
from benchmarks.path import compare
from kilowatch.kit.background import end_tasks
from tests.balancing.fleet import Fleet
from tests.harness.serving import eventually

CONNECTIONS = 12
MESSAGES_EACH = 60
MESSAGE_BYTES = 1_000_000
MB = 1_000_000


async def attack(fleet: Fleet) -> dict[str, float]:
    """Send it all, and watch a quiet neighbour until it is stored."""
    [loud], [quiet] = await register(fleet, 1), await register(fleet, 1)
    balancer = _balancer()
    before = balancer.memory_info().rss
    largest = before
    waits_s: list[float] = []

    async def send() -> None:
        async with publisher(fleet) as connection:
            for _ in range(MESSAGES_EACH):
                await connection.send([(loud, b"[" + b" " * MESSAGE_BYTES + b"]")])

    async def measure() -> None:
        nonlocal largest
        while True:
            largest = max(largest, balancer.memory_info().rss)
            await asyncio.sleep(0.05)

    async def neighbour() -> None:
        async with publisher(fleet) as connection:
            for number in range(10_000):
                sent_s = time.monotonic()
                await connection.send([(quiet, reading(number))])
                await eventually(
                    lambda number=number: _has(fleet, number + 1), within_s=120, every_s=0.05
                )
                waits_s.append(time.monotonic() - sent_s)

    watching = [asyncio.create_task(measure()), asyncio.create_task(neighbour())]
    begun_s = time.monotonic()
    await asyncio.gather(*(send() for _ in range(CONNECTIONS)))
    sent_s = time.monotonic() - begun_s
    await asyncio.sleep(5)
    await end_tasks(*watching)
    return {
        "sent in, s": sent_s,
        "balancer before, MB": before / MB,
        "balancer at most, MB": largest / MB,
        "neighbour median, s": statistics.median(waits_s),
        "neighbour worst, s": max(waits_s),
    }


async def _has(fleet: Fleet, count: int) -> bool:
    return await fleet.count("SELECT count(*) FROM reading") >= count


def _balancer() -> psutil.Process:
    [found] = [
        each
        for each in psutil.Process().children(recursive=True)
        if "kilowatch.balancing" in " ".join(each.cmdline())
    ]
    return found


if __name__ == "__main__":
    compare(attack, sys.argv[1:])
