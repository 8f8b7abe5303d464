"""Migrations keep the existing data."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from importlib import resources
from uuid import uuid4

import asyncpg
import pytest
from alembic import command
from alembic.config import Config

from kilowatch.kit.database import connected
from kilowatch.monitoring import migrations
from kilowatch.monitoring.domain import ParsedReading
from kilowatch.monitoring.ingest import IngestStorage

START = datetime(2025, 6, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
KWH = 1_000_000_000

FIRST = "monitoring_0001"


def migrate(url: str, revision: str) -> None:
    """Migrate a database to one step."""
    config = Config()
    config.set_main_option("script_location", str(resources.files(migrations)))
    config.set_main_option("path_separator", "os")
    config.attributes["database_url"] = url
    command.upgrade(config, revision)


@pytest.fixture
async def empty_url(postgres_url: str) -> AsyncGenerator[str]:
    """Create a database without tables."""
    name = f"first_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(postgres_url)
    await admin.execute(f"CREATE DATABASE {name}")
    yield f"{postgres_url.rpartition('/')[0]}/{name}"
    await admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await admin.close()


async def test_a_database_at_the_first_step_is_upgraded_and_works(empty_url: str) -> None:
    await asyncio.to_thread(migrate, empty_url, FIRST)
    device = uuid4()
    old = await asyncpg.connect(empty_url)
    await old.execute(
        """CREATE TABLE reading_2025_06 PARTITION OF reading
           FOR VALUES FROM ('2025-06-01 00:00Z') TO ('2025-07-01 00:00Z')"""
    )
    await old.execute(
        """INSERT INTO device (device_id, version, name, time_zone, known_since)
           VALUES ($1, 1, 'Meter', 'UTC', $2)""",
        device,
        START,
    )
    await old.execute(
        """INSERT INTO reading (device_key, measured_at, energy_uwh, source, source_index,
                                interval_s) VALUES (1, $1, $2, 1, 0, 3600)""",
        START,
        KWH,
    )
    await old.execute(
        """INSERT INTO hourly_consumption (device_key, hour, energy_uwh, reading_count, covered_s,
                                           estimated_count, unknown_count)
           VALUES (1, $1, $2, 1, 3600, 0, 0)""",
        START,
        KWH,
    )
    await old.execute(
        """INSERT INTO rejected_reading (source, source_index, reason, detail, body, rejected_at)
           VALUES (1, 1, 'malformed_json', '?', '{', $1)""",
        START,
    )
    await old.close()

    await asyncio.to_thread(migrate, empty_url, "head")

    async with connected(empty_url, application="test") as pool:
        corrected = ParsedReading(device, START, 5 * KWH, 3600, 2, 0)
        new = ParsedReading(device, START + HOUR, 6 * KWH, 3600, 2, 1)
        outcome = await IngestStorage(pool, HOUR).take([corrected, new], [], START)
        hours = await pool.fetch(
            "SELECT energy_uwh, corrected_count FROM hourly_consumption ORDER BY hour"
        )
        tally = await pool.fetch("SELECT hour, reason, state, total FROM rejection_tally")
    assert (outcome.stored, outcome.corrected) == (1, 1)
    assert [tuple(row) for row in hours] == [(5 * KWH, 1), (6 * KWH, 0)]
    assert [tuple(row) for row in tally] == [(START, "malformed_json", "open", 1)]
