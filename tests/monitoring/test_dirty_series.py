"""Dirty series come out right hour by hour, in any order, dispatched to any replica, sent again."""

import asyncio
import random
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kilowatch.monitoring.domain import Parsed, ParsedReading, ParsedRegister
from tests.monitoring.db import NOW, MonitoringDb
from tests.monitoring.dirty_counters import COUNTERS
from tests.monitoring.dirty_intervals import INTERVALS
from tests.monitoring.dirty_series import Dirty, Interval, Register

KWH = 1_000_000_000
ALL = COUNTERS + INTERVALS


def as_parsed(case: Dirty, device: UUID) -> list[Parsed]:
    """Return the messages of a case as the replica's parser would."""
    return [
        _parsed(each, case.start, device, each.source if each.source is not None else place + 2)
        for place, each in enumerate(case.sent)
    ]


def _parsed(
    each: Register | Interval, start: datetime, device: UUID, source: int
) -> ParsedReading | ParsedRegister:
    at = start + timedelta(seconds=round(each.at * 3600, 1))
    if isinstance(each, Register):
        return ParsedRegister(
            device, at.replace(microsecond=0), round(each.kwh * KWH), source, index(each)
        )
    return ParsedReading(device, at, round(each.kwh * KWH), each.seconds, source, index(each))


def index(each: Register | Interval) -> int:
    """Messages with an explicit source share it with others."""
    return 0 if each.source is None else 1


async def hours_of(
    db: MonitoringDb, device: UUID, start: datetime
) -> dict[float, tuple[object, ...]]:
    """Hours as hours after ``start``: µWh, covered seconds, estimated, corrected."""
    rows = await db.rows(
        """SELECT hour, energy_uwh, covered_s, estimated_count > 0 AS estimated,
                  corrected_count > 0 AS corrected, reading_count, unknown_count
           FROM hourly_consumption JOIN channel USING (channel_key) WHERE device_id = $1""",
        device,
    )
    return {
        (row["hour"] - start) / timedelta(hours=1): (
            row["energy_uwh"],
            row["covered_s"],
            row["estimated"],
            row["corrected"],
        )
        for row in rows
        if row["energy_uwh"] or row["covered_s"] or row["reading_count"]
    }


def expected(case: Dirty) -> dict[float, tuple[object, ...]]:
    return {
        hour: (
            round(kwh * KWH),
            case.partial.get(hour, 3600),
            hour in case.estimated,
            hour in case.corrected,
        )
        for hour, kwh in case.hours.items()
        if kwh or case.partial.get(hour, 3600)
    }


def test_the_series_are_many_and_uniquely_named() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 30


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
async def test_readings_stored_one_by_one_in_order(db: MonitoringDb, case: Dirty) -> None:
    device = await db.device(time_zone=case.zone)

    for each in as_parsed(case, device):
        await db.storage.take([each], [], NOW)
    if case.moves_to:
        await db.device(device, version=2, time_zone=case.moves_to)

    assert await hours_of(db, device, case.start) == expected(case)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=5, unique_by=id), st.integers(0, 2**32))
@pytest.mark.timeout(300)
async def test_shuffled_and_repeated_readings_on_three_replicas(
    db: MonitoringDb, cases: list[Dirty], seed: int
) -> None:
    chance = random.Random(seed)
    devices = [await db.device(time_zone=case.zone) for case in cases]
    once = [
        each
        for case, device in zip(cases, devices, strict=True)
        for each in as_parsed(case, device)
    ]
    messages = once + chance.choices(once, k=len(once))
    chance.shuffle(messages)
    lanes: list[list[Parsed]] = [messages[n::3] for n in range(3)]

    async def replica(lane: list[Parsed]) -> None:
        while lane:
            size = chance.randint(1, 6)
            batch, lane = lane[:size], lane[size:]
            await db.storage.take(batch, [], NOW)

    async def move() -> None:
        for case, device in zip(cases, devices, strict=True):
            if case.moves_to:
                await db.device(device, version=2, time_zone=case.moves_to)

    await asyncio.gather(*(replica(lane) for lane in lanes), move())

    for case, device in zip(cases, devices, strict=True):
        assert await hours_of(db, device, case.start) == expected(case), case.name
