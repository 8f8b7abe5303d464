"""Response times of ranges: ``python -m benchmarks.ranges [YEARS] [DEVICES]``.

Fills a PostgreSQL of its own with hours, in the order in which they would have come in (all
devices hour by hour, so that a device's hours lie scattered), and asks a replica over HTTP.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Mapping
from uuid import UUID, uuid4

import httpx
from pydantic import SecretStr

from kilowatch.contracts.roles import Role
from kilowatch.kit.database import Pool, connect
from kilowatch.monitoring.app import create_app
from kilowatch.monitoring.settings import MonitoringSettings
from tests.harness.servers import Servers, fresh_database, ready_postgres_url
from tests.harness.serving import free_port, serving
from tests.harness.tokens import TokenIssuer, add_account

ROUNDS = 60
OWNED = 10
"""So many of the devices belong to the client who asks."""


async def fill(pool: Pool, owner_id: UUID, years: int, devices: int) -> list[UUID]:
    """Hours of ``devices`` until the end of 2025; gives those of the owner."""
    ids = [uuid4() for _ in range(devices)]
    for n, device_id in enumerate(ids):
        await pool.execute(
            """SELECT apply_channel(
                   $1, ROW($1, 'import', 'electricity', 'import', NULL, 'kWh', NULL, 2000000000,
                           false)::channel_entry,
                   1, $2, $3, NULL, 900, 'Europe/Bucharest', now(), now(), now())""",
            device_id,
            f"Device {n}",
            owner_id if n < OWNED else uuid4(),
        )
    await pool.execute(
        """INSERT INTO hourly_consumption (hour, energy_uwh, channel_key, reading_count, covered_s,
                                           estimated_count, unknown_count)
           SELECT hour, (random() * 2e9)::bigint, channel_key, 4, 3600, 0, 0
           FROM generate_series('2025-12-31 23:00Z'::timestamptz - make_interval(years => $1),
                                '2025-12-31 23:00Z', interval '1 hour') AS hour, channel
           ORDER BY hour, channel_key""",
        years,
        timeout=600,
    )
    await pool.execute("VACUUM ANALYZE hourly_consumption", timeout=600)
    return ids[:OWNED]


async def measure(client: httpx.AsyncClient, path: str, query: Mapping[str, object]) -> str:
    """p50 and p95 of one question, and how large the answer is."""
    took: list[float] = []
    size = 0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        answer = await client.get(path, params=dict(query))  # pyright: ignore[reportArgumentType]
        answer.raise_for_status()
        took.append((time.perf_counter() - begun) * 1000)
        size = len(answer.content)
    centiles = statistics.quantiles(took[5:], n=20)
    return f"p50 {centiles[9]:6.1f} ms   p95 {centiles[18]:6.1f} ms   {size / 1024:7.0f} KiB"


QUESTIONS: dict[str, tuple[str, dict[str, object]]] = {
    "a day by hour, one device": ("one", {"from": "2025-06-01"}),
    "a month by hour, one device": ("one", {"from": "2025-06-01", "to": "2025-07-01"}),
    "a year by hour, one device": (
        "one",
        {"from": "2025-01-01", "to": "2026-01-01", "resolution": "hour"},
    ),
    "a year by day, one device, compared": (
        "one",
        {"from": "2025-01-01", "to": "2026-01-01", "compare": "previous"},
    ),
    "a year by day, ten devices together": ("all", {"from": "2025-01-01", "to": "2026-01-01"}),
    "a year by day, ten devices by themselves": (
        "all",
        {"from": "2025-01-01", "to": "2026-01-01", "split": "device"},
    ),
    "a year by month, ten devices": (
        "all",
        {"from": "2025-01-01", "to": "2026-01-01", "resolution": "month"},
    ),
}


async def run(years: int, devices: int) -> None:
    """Fill, ask, print."""
    owner_id = uuid4()
    async with fresh_database(await ready_postgres_url(), "monitoring") as url:
        pool = await connect(url, application="benchmark")
        owned = await fill(pool, owner_id, years, devices)
        await add_account(url, owner_id, Role.CLIENT)
        count = await pool.fetchval("SELECT count(*) FROM hourly_consumption")
        print(f"{count:,} hours of {devices} devices")
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
                    base_url=base_url, headers=issuer.headers(owner_id, Role.CLIENT), timeout=60
                ) as client,
            ):
                for name, (whose, query) in QUESTIONS.items():
                    device = {"device_id": str(owned[0])} if whose == "one" else {}
                    result = await measure(client, "/api/monitoring/consumption", query | device)
                    print(f"{name:42} {result}")
                print(f"{'latest':42} {await measure(client, '/api/monitoring/latest', {})}")
        await pool.close()


def main() -> None:
    """Run on a PostgreSQL that is started for it."""
    numbers = [int(each) for each in sys.argv[1:]]
    servers = Servers()
    servers.start(postgres=True, rabbitmq=False)
    try:
        asyncio.run(run(*(numbers or [2, 100])))
    finally:
        servers.stop()


if __name__ == "__main__":
    main()
