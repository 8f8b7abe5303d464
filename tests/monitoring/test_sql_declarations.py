"""SQL and Python share one declaration of constants and of the fields of events."""

from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest

from kilowatch.contracts.events import decode
from kilowatch.contracts.overconsumption import (
    EarlyWarningRaised,
    EarlyWarningRetracted,
    OverconsumptionDetected,
    OverconsumptionRetracted,
)
from kilowatch.monitoring.sql_constants import FILE, constants_sql
from tests.monitoring.db import NEWS_WINDOW, NOW, MonitoringDb

HOUR = NOW.replace(minute=0)
OWNER = uuid4()


def test_constants_in_sql_match_python() -> None:
    assert FILE.read_text(encoding="utf-8") == constants_sql(), "run `make schemas`"


@pytest.mark.parametrize(
    ("register_uwh", "kwh"),
    [
        (987_654_321_123_456_789, "987654321.123456789"),
        (999_999_999_999_999_999, "999999999.999999999"),
        (17_500_000_000, "17.5"),
        (1, "0.000000001"),
        (0, "0"),
    ],
)
async def test_a_register_is_returned_digit_by_digit(
    db: MonitoringDb, register_uwh: int, kwh: str
) -> None:
    [row] = await db.rows(
        "SELECT reading_as_sent($1, 'import', 'kWh', $2, NULL, $3, NULL) AS body",
        uuid4(),
        NOW,
        register_uwh,
    )

    assert f'"register_kwh":{kwh}' in row["body"].replace(" ", "")


PUBLISH_ALERT = """
SELECT publish_alerts(
    ARRAY(SELECT ROW(channel_key, $1::timestamptz, $2::boolean, 2, 7, 5, $3::uuid, $4::timestamptz,
                     $4, gen_random_uuid(), NULL, NULL, NULL)::alert FROM channel), $4, $5)
    AS published"""

PUBLISH_WARNING = """
SELECT publish_early_warnings(
    ARRAY(SELECT ROW(channel_key, $1::timestamptz, $2::text, 2, 7, 5, 80, $3::uuid,
                     $4::timestamptz, $4)::early_warning FROM channel), $4, $5)
    AS published"""


@pytest.mark.parametrize(
    ("publish", "state", "expected"),
    [
        (PUBLISH_ALERT, True, OverconsumptionDetected),
        (PUBLISH_ALERT, False, OverconsumptionRetracted),
        (PUBLISH_WARNING, "raised", EarlyWarningRaised),
        (PUBLISH_WARNING, "retracted", EarlyWarningRetracted),
    ],
)
async def test_an_event_made_in_sql_has_the_fields_of_its_contract(
    db: MonitoringDb, publish: str, state: object, expected: type[msgspec.Struct]
) -> None:
    device = await db.device(owner_id=OWNER, name="Heat pump", time_zone="Europe/Bucharest")

    [row] = await db.rows(publish, HOUR, state, OWNER, NOW, NOW - NEWS_WINDOW)

    assert row["published"] == 1
    [event] = await db.rows("SELECT event_id, routing_key, body FROM outbox")
    found = decode(event["routing_key"], event["body"].encode())
    assert type(found) is expected
    fields = msgspec.json.decode(event["body"], type=dict[str, object])
    assert fields.keys() == {each.encode_name for each in msgspec.structs.fields(expected)}
    assert {
        "event_id": str(event["event_id"]),
        "device_id": str(device),
        "device_name": "Heat pump",
        "owner_id": str(OWNER),
        "time_zone": "Europe/Bucharest",
        "energy_uwh": 7,
        "limit_uwh": 5,
        "version": 2,
        "live": True,
    }.items() <= fields.items()


@pytest.mark.parametrize(("hours_ago", "live"), [(0, True), (2, True), (3, False)])
async def test_only_recent_hours_are_live(db: MonitoringDb, hours_ago: int, live: bool) -> None:
    await db.device(owner_id=OWNER)
    hour = HOUR - timedelta(hours=hours_ago)

    await db.rows(PUBLISH_ALERT, hour, True, OWNER, NOW, HOUR - NEWS_WINDOW)

    [row] = await db.rows("SELECT (body::json->>'live')::boolean AS live FROM outbox")
    assert row["live"] is live


async def test_a_superseded_warning_has_no_event(db: MonitoringDb) -> None:
    await db.device(owner_id=OWNER)

    [row] = await db.rows(PUBLISH_WARNING, HOUR, "superseded", OWNER, NOW, NOW - NEWS_WINDOW)

    assert row["published"] == 0
