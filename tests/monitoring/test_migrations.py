"""Steps forward keep what is there, and the release before goes on working."""

import asyncio
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any
from uuid import uuid4

import asyncpg
from alembic import command
from alembic.config import Config

from kilowatch.monitoring import migrations

START = datetime(2025, 6, 2, tzinfo=UTC)
KWH = 1_000_000_000

FIRST = "monitoring_0001"

TAKE_READINGS = """SELECT stored, corrected, alerts FROM take_readings(
    $1, $2, $3, $4, $5, $6, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
    '{}', '{}', '{}', '{}', '{}', '{}', '{}', $7, $7, $7)"""
"""What a replica of the first release calls."""


def migrate(url: str, revision: str) -> None:
    """Bring a database to one step."""
    config = Config()
    config.set_main_option("script_location", str(resources.files(migrations)))
    config.set_main_option("path_separator", "os")
    config.attributes["database_url"] = url
    command.upgrade(config, revision)


def batch(source: int, *kwh: float) -> tuple[Any, ...]:
    """Hourly readings of the first device."""
    count = len(kwh)
    times = [START + timedelta(hours=n) for n in range(count)]
    energies = [round(each * KWH) for each in kwh]
    return [1] * count, times, energies, [3600] * count, [source] * count, list(range(count)), START


async def test_a_database_of_the_first_release_is_brought_up_and_served_by_it(
    postgres_url: str,
) -> None:
    name = f"first_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(postgres_url)
    await admin.execute(f"CREATE DATABASE {name}")
    url = f"{postgres_url.rpartition('/')[0]}/{name}"
    try:
        await asyncio.to_thread(migrate, url, FIRST)
        old = await asyncpg.connect(url)
        await old.execute(
            """SELECT apply_device($1, 1, 'Meter', NULL, NULL, NULL, NULL, 'UTC', $2, $2, $2),
                      ensure_partitions('{2025-06-01}')""",
            uuid4(),
            START,
        )
        await old.fetchrow(TAKE_READINGS, *batch(1, 1, 2, 3))
        await old.fetchrow(TAKE_READINGS, *batch(2, 1, 5, 3))

        await asyncio.to_thread(migrate, url, "head")
        # The replica goes on with the session and the statements it has.
        outcome = await old.fetchrow(TAKE_READINGS, *batch(3, 1, 5, 4, 6))

        assert outcome is not None
        assert tuple(outcome) == (1, 1, 0)
        rows = await old.fetch(
            """SELECT energy_uwh, corrected_count, late_count FROM hourly_consumption
               ORDER BY hour"""
        )
        assert [tuple(row) for row in rows] == [
            (KWH, 0, 0),
            (5 * KWH, 1, 0),
            (4 * KWH, 1, 0),
            (6 * KWH, 0, 0),
        ]
        await old.close()
    finally:
        await admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await admin.close()
