"""Acts are stored once, never changed, kept by months, and read in pages from an index."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from kilowatch.contracts.audit import Actor, AuditRecorded, Origin, Outcome, Subject
from kilowatch.contracts.ids import UserId
from kilowatch.kit.database import connected
from kilowatch.kit.messaging.consumers import EventConsumer
from kilowatch.users.audit.domain import ActFilter, Cursor
from kilowatch.users.audit.storage import append, look_after, page_query
from kilowatch.users.consumers import HANDLERS
from tests.conftest import MakeDatabase
from tests.users.env import Platform, UsersEnv, bearer


def an_act(number: int, **changes: Any) -> AuditRecorded:
    moment = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=number)
    fields: dict[str, Any] = {
        "occurred_at": moment,
        "service": "devices",
        "action": "device.limit_changed",
        "outcome": Outcome.DONE,
        "actor": Actor(kind="user", user_id=UserId(UUID(int=7)), username="ada", name="Ada"),
        "origin": Origin("Firefox", "192.0.2.7"),
        "subject": Subject("device", str(UUID(int=9)), "Heat pump"),
        "after": {"max_consumption_kwh_per_hour": 2.5},
    }
    return AuditRecorded(**fields | changes)


async def test_a_repeated_event_is_one_act(env: UsersEnv) -> None:
    async with connected(env.users_database, application="test") as pool:
        consumer = EventConsumer(pool, env.amqp_url, "users", HANDLERS)
        event = an_act(1)
        for _ in range(2):
            await consumer.apply(event)
        assert await pool.fetchval("SELECT count(*) FROM audit_act") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_act SET actor_name = 'Nobody'",
        "DELETE FROM audit_act",
        "TRUNCATE audit_act",
        "UPDATE audit_act_2026_03 SET actor_name = 'Nobody'",
        "DELETE FROM audit_act_2026_03",
        "TRUNCATE audit_act_2026_03",
    ],
)
async def test_acts_cannot_be_changed(env: UsersEnv, statement: str) -> None:
    async with connected(env.users_database, application="test") as pool:
        async with pool.acquire() as connection:
            await append(connection, an_act(1))
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await pool.execute(statement)
        assert await pool.fetchval("SELECT actor_name FROM audit_act") == "Ada"


async def test_whole_months_are_deleted_after_the_retention(env: UsersEnv) -> None:
    async with connected(env.users_database, application="test") as pool:
        async with pool.acquire() as connection:
            for day in (0, 40, 70):
                await append(connection, an_act(day * 24 * 60))
        now = datetime(2026, 6, 15, tzinfo=UTC)

        assert await look_after(pool, now, timedelta(days=45)) == 2  # March and April

        assert await pool.fetchval("SELECT count(*) FROM audit_act") == 1
        assert await pool.fetchval("SELECT to_regclass('audit_act_2026_07') IS NOT NULL")


async def test_pages_are_contiguous_and_the_file_contains_every_act(platform: Platform) -> None:
    admin = await platform.administrator()
    name = "=HYPERLINK(1)" + "x" * 87
    async with (
        connected(platform.env.users_database, application="test") as pool,
        pool.acquire() as connection,
    ):
        for number in range(7):
            # Several at the same moment: the identifier decides.
            subject = Subject("device", str(UUID(int=9)), name)
            await append(connection, an_act(number // 3, subject=subject))

    url = f"{platform.env.users_url}/api/users/audit"
    wanted = {"subject": name.upper(), "limit": "2"}
    seen: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = (await platform.client.get(url, params=wanted | after, headers=bearer(admin))).json()
        seen += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert len(seen) == len(set(seen)) == 7

    answer = await platform.client.get(
        url, params=wanted | {"format": "csv"}, headers=bearer(admin)
    )
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["event_id"] for row in rows] == seen
    assert {row["subject_name"] for row in rows} == {f"'{name}"}


@pytest.mark.parametrize(
    "query",
    [
        {"after": "1~2"},
        {"after": "9" * 30 + "~" + str(uuid4())},
        {"action": "user.sang"},
        {"limit": "0"},
        {"limit": "201"},
        {"from": "yesterday"},
        {"who": "x" * 201},
        {"who": "a\x00b"},
    ],
)
async def test_an_invalid_query_is_rejected(platform: Platform, query: dict[str, str]) -> None:
    admin = await platform.administrator()
    answer = await platform.client.get(
        f"{platform.env.users_url}/api/users/audit", params=query, headers=bearer(admin)
    )
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (ActFilter(), "pkey"),
        (ActFilter(who=str(UUID(int=7))), "actor_id"),
        (ActFilter(who="ada"), "lower"),
        (ActFilter(action="device.limit_changed"), "action"),  # pyright: ignore[reportArgumentType]
        (ActFilter(outcome=Outcome.FAILED), "outcome"),
        (ActFilter(subject=str(UUID(int=9))), "subject_id"),
        (ActFilter(subject="Heat pump"), "lower"),
        (ActFilter(subject_kind="device"), "subject_kind"),
        (ActFilter(address="192.0.2.7"), "address"),
        (ActFilter(client_id=UUID(int=1)), "client_id"),
    ],
)
async def test_a_page_is_read_from_an_index_in_order(
    audit_pool_url: str, wanted: ActFilter, index: str
) -> None:
    after = Cursor(datetime(2026, 3, 20, tzinfo=UTC), UUID(int=5))
    query, arguments = page_query(wanted, after, 51)
    connection = await asyncpg.connect(audit_pool_url)
    try:
        plan = await connection.fetch(f"EXPLAIN {query}", *arguments)
    finally:
        await connection.close()
    text = "\n".join(row[0] for row in plan)
    assert "Sort" not in text, text
    assert "Seq Scan" not in text, text
    assert index in text, text


@pytest.fixture
async def audit_pool_url(make_database: MakeDatabase) -> str:
    """A log with enough in each month, of many actors and few failures, to plan with."""
    url = await make_database("users")
    connection = await asyncpg.connect(url)
    try:
        for month in (2, 3, 4):
            await connection.execute(
                "SELECT ensure_audit_month($1)", datetime(2026, month, 1, tzinfo=UTC)
            )
        await connection.execute(
            """INSERT INTO audit_act (occurred_at, event_id, service, action, outcome, actor_kind,
                   actor_id, actor_username, actor_name, address, subject_kind, subject_id,
                   subject_name, client_id, count)
               SELECT '2026-02-01 00:00Z'::timestamptz + n * interval '4 minutes',
                      gen_random_uuid(), 'devices', 'a' || n % 40,
                      CASE WHEN n % 500 = 0 THEN 'failed' ELSE 'done' END, 'user',
                      md5('a' || n % 300)::uuid, 'u' || n % 300, 'Name', '192.0.2.' || n % 200,
                      'k' || n % 30, md5('s' || n % 900), 'Device ' || n % 900,
                      CASE WHEN n % 9 = 0 THEN md5('c' || n % 100)::uuid END, 1
               FROM generate_series(1, 30000) AS n"""
        )
        await connection.execute("ANALYZE audit_act")
    finally:
        await connection.close()
    return url
