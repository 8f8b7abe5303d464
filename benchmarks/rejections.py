"""Response times of a long list of rejections: ``python -m benchmarks.rejections [ROWS]``.

Fills a PostgreSQL of its own (10 million rows by default, about 5 GB) and asks a replica over
HTTP. Then it stores batches of rejections while old ones are being forgotten.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
from pydantic import SecretStr

from kilowatch.contracts.roles import Role
from kilowatch.kit.database import Pool, connect
from kilowatch.monitoring.app import create_app
from kilowatch.monitoring.domain import Rejection
from kilowatch.monitoring.ingest import IngestStorage
from kilowatch.monitoring.rejections.upkeep import RejectionUpkeep
from kilowatch.monitoring.settings import MonitoringSettings
from tests.harness.servers import Servers, fresh_database, ready_postgres_url
from tests.harness.serving import free_port, serving
from tests.harness.tokens import TokenIssuer, add_account
from tests.monitoring.many_rejections import RARE_REASON, fill

ROUNDS = 20
LIST, COUNTS = "/api/monitoring/rejections", "/api/monitoring/rejections/counts"
COUNTED = "/api/monitoring/rejections/counted"


def questions(now: datetime) -> dict[str, tuple[str, dict[str, object]]]:
    """The queries of an administrator."""
    day: dict[str, object] = {"from": (now - timedelta(days=40)).isoformat(), "to": now.isoformat()}
    return {
        "the newest": (LIST, {}),
        "the oldest": (LIST, {"sort": "rejected_at"}),
        "the 10,000th": (LIST, {"offset": 10_000}),
        "of the usual reason": (LIST, {"reason": "malformed_json"}),
        "of a rare reason": (LIST, {"reason": RARE_REASON}),
        "of one sender": (LIST, {"sender": "meter-77"}),
        "open": (LIST, {"state": "open"}),
        "replayed": (LIST, {"state": "replayed"}),
        "of a reason, replayed": (LIST, {"reason": "energy_negative", "state": "replayed"}),
        "of 40 days": (LIST, day),
        "of 40 days, sender and reason": (
            LIST,
            {**day, "sender": "meter-77", "reason": "energy_negative"},
        ),
        "by reason": (LIST, {"sort": "-reason"}),
        "by sender": (LIST, {"sort": "sender"}),
        "search": (LIST, {"search": 'kwh":-9999'}),
        "search for nothing": (LIST, {"search": "nowhere to be found"}),
        "counts": (COUNTS, {}),
        "counts of 40 days": (COUNTS, day),
        "counts of one sender": (COUNTS, {"sender": "meter-77"}),
        "what was counted only": (COUNTED, {}),
    }


async def measure(client: httpx.AsyncClient, path: str, query: Mapping[str, object]) -> str:
    """p50 and the longest of one question."""
    took: list[float] = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        answer = await client.get(path, params=dict(query))  # pyright: ignore[reportArgumentType]
        answer.raise_for_status()
        took.append((time.perf_counter() - begun) * 1000)
    return f"p50 {statistics.median(took):7.1f} ms   longest {max(took):7.1f} ms"


async def store_while_forgetting(pool: Pool, now: datetime) -> None:
    """Batches of 100 rejections of 100 senders, alone and while 10 days are forgotten."""
    storage = IngestStorage(pool, timedelta(hours=2))
    source = 1 << 50

    async def batches(until: asyncio.Event, most: int) -> list[float]:
        nonlocal source
        took: list[float] = []
        while not until.is_set() and len(took) < most:
            source += 1
            some = [
                Rejection(source, n, f"new-{n}", "malformed_json", "No.", "{") for n in range(100)
            ]
            begun = time.perf_counter()
            await storage.take([], some, now)
            took.append((time.perf_counter() - begun) * 1000)
        return took

    never, done = asyncio.Event(), asyncio.Event()
    alone = await batches(never, 100)
    print(f"a batch of 100, alone: p50 {statistics.median(alone):.1f} ms, longest {max(alone):.1f}")
    beside = asyncio.create_task(batches(done, 100_000))
    begun = time.perf_counter()
    rows = await RejectionUpkeep(pool, 100, timedelta(days=80)).forget(now)
    done.set()
    took = await beside
    print(f"{rows:,} rows forgotten in {time.perf_counter() - begun:.0f} s meanwhile:")
    print(f"a batch of 100: p50 {statistics.median(took):.1f} ms, longest {max(took):.1f}")


async def run(rows: int) -> None:
    """Fill, ask, print."""
    now, admin_id = datetime.now(UTC), uuid4()
    async with fresh_database(await ready_postgres_url(), "monitoring") as url:
        pool = await connect(url, application="benchmark")
        await fill(pool, rows, now)
        size = await pool.fetchval(
            "SELECT pg_size_pretty(pg_total_relation_size('rejected_reading'))"
        )
        print(f"{rows:,} rejections, {size}")
        await add_account(url, admin_id, Role.ADMIN)
        async with TokenIssuer().publishing_keys() as issuer:
            settings = MonitoringSettings(
                amqp_url=SecretStr(f"amqp://nobody:none@127.0.0.1:{free_port()}/"),
                internal_token=SecretStr("internal"),
                database_url=SecretStr(url),
                jwks_url=issuer.jwks_url,
            )
            async with (
                serving(create_app(settings)) as base_url,
                httpx.AsyncClient(
                    base_url=base_url, headers=issuer.headers(admin_id, Role.ADMIN), timeout=120
                ) as client,
            ):
                for name, (path, query) in questions(now).items():
                    print(f"{name:32} {await measure(client, path, query)}", flush=True)
        await store_while_forgetting(pool, now)
        await pool.close()


def main() -> None:
    """Run on a PostgreSQL that is started for it."""
    numbers = [int(each) for each in sys.argv[1:]]
    servers = Servers()
    servers.start(postgres=True, rabbitmq=False)
    try:
        asyncio.run(run(*(numbers or [10_000_000])))
    finally:
        servers.stop()


if __name__ == "__main__":
    main()
