"""With the real `devices` and `monitoring`: figures match, and only of one's own data."""

import datetime as dt
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
import jsonschema
import msgspec
import pytest

from kilowatch.contracts.roles import Role
from kilowatch.kit.database import connect
from tests.conftest import MakeDatabase
from tests.devices.env import run_devices
from tests.harness.serving import eventually, free_port
from tests.harness.tokens import add_account
from tests.monitoring.db import MonitoringDb
from tests.monitoring.env import MonitoringEnv, run_monitoring
from tests.support.env import Person, SupportEnv
from tests.support.household import ZONE, Household
from tests.support.questions import undated

OPENAPI = Path(__file__).parents[2] / "schemas" / "openapi"


@dataclass(frozen=True)
class SupportStack:
    """`support` beside the real services it calls."""

    env: SupportEnv
    devices: httpx.AsyncClient
    monitoring: MonitoringEnv
    admin_headers: dict[str, str]
    databases: tuple[str, str]

    def urls(self) -> dict[str, Any]:
        """The addresses of the real services; the first replica is dead."""
        dead = f"http://127.0.0.1:{free_port()}"
        monitoring = str(self.monitoring.client.base_url).rstrip("/")
        return {
            "devices_url": str(self.devices.base_url).rstrip("/"),
            "monitoring_urls": [dead, monitoring],
        }

    async def person(self, role: Role = Role.CLIENT) -> Person:
        """Create a user known to all services."""
        person = await self.env.person(role)
        for database in self.databases:
            await add_account(database, person.id, role)
        return person

    async def device(self, owner: Person, name: str, kwh_of_yesterday: list[float]) -> UUID:
        """Create a device of theirs, with the first hours of yesterday."""
        body = {"name": name, "owner_id": str(owner.id), "time_zone": ZONE, "max_consumption": 2}
        answer = await self.devices.post("/api/devices", json=body, headers=self.admin_headers)
        assert answer.status_code == 201, answer.text
        device_id = UUID(answer.json()["id"])
        db = self.monitoring.db
        await db.device(
            device_id, name=name, owner_id=owner.id, time_zone=ZONE, limit_uwh=2_000_000_000
        )
        today = dt.datetime.now(ZoneInfo(ZONE)).date()
        midnight = dt.datetime.combine(today - dt.timedelta(days=1), dt.time(), ZoneInfo(ZONE))
        await self.monitoring.hours(device_id, midnight.astimezone(dt.UTC), kwh_of_yesterday)
        return device_id


@pytest.fixture
async def full_stack(env: SupportEnv, make_database: MakeDatabase) -> AsyncGenerator[SupportStack]:
    """`devices` and `monitoring` as real servers."""
    databases = await make_database("devices"), await make_database("monitoring")
    pool = await connect(databases[1], application="test", max_size=4)
    async with (
        run_devices(databases[0], env.broker.amqp_url, env.issuer) as devices,
        run_monitoring(MonitoringDb(databases[1], pool), env.issuer) as monitoring,
    ):

        async def healthy() -> bool:
            return (await devices.client.get("/health")).status_code == 200

        await eventually(healthy)
        # Yesterday must not become the day before in the middle of a test.
        await eventually(lambda: f"{dt.datetime.now(ZoneInfo(ZONE)):%H:%M}" != "23:59", 70)
        yield SupportStack(env, devices.client, monitoring, devices.admin.headers, databases)
    await pool.close()


async def test_questions_are_answered_from_real_services_despite_a_dead_replica(
    full_stack: SupportStack,
) -> None:
    ada, eve = await full_stack.person(), await full_stack.person()
    await full_stack.device(ada, "Heat pump", [1.5, 1.0])
    await full_stack.device(ada, "Boiler", [0.25])
    await full_stack.device(eve, "Sauna", [1.75])
    questions = {
        "How much did I use yesterday?": "Your use yesterday: 2.75 kWh.",
        "Which device used most yesterday?": "Heat pump used the most yesterday: 2.5 kWh, 91%",
        "How much did the boiler use yesterday?": "Boiler used 0.25 kWh yesterday.",
        "When was my peak yesterday?": "Your peak hour yesterday: 1.75 kWh on",
        "Which devices do I have?": "Your devices (2): Boiler (limit 2 kWh per hour), Heat pump",
        "How many alerts did I get today?": "You have no alerts today.",
        "Why did I get an alert?": "You have no alerts.",
        "Did I use more yesterday than before yesterday?": "can't be compared",
    }
    async with full_stack.env.server(**full_stack.urls()) as server:
        for question, says in questions.items():
            answer = await server.answer_to(ada, await server.open(ada), question)
            assert says in undated(answer["text"]), (question, answer["text"])
            assert answer["path"] == "data"
        eves = await server.answer_to(eve, await server.open(eve), "How much did I use yesterday?")

        still = await server.answer_to(
            ada, await server.open(ada), "Compare yesterday with before yesterday"
        )

    assert "Known so far" not in still["text"], "nothing is known of the other day"
    assert undated(eves["text"]).startswith("Your use yesterday: 1.75 kWh.")


async def test_a_device_that_went_silent_long_ago_is_left_out_and_named(
    full_stack: SupportStack,
) -> None:
    ada = await full_stack.person()
    await full_stack.device(
        ada, "Heat pump", [0.5] * full_stack.env.fake_monitoring.hours_of_yesterday()
    )
    old = await full_stack.device(ada, "Old meter", [])
    await full_stack.monitoring.hours(old, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), [1.0])
    async with full_stack.env.server(**full_stack.urls()) as server:
        talk = await server.open(ada)
        english = await server.answer_to(ada, talk, "How much did I use yesterday?")
        romanian = await server.answer_to(
            ada, await server.open(ada, "ro"), "Cât am consumat ieri?"
        )
        hers = await server.answer_to(ada, talk, "How much did the old meter use yesterday?")
        compared = await server.answer_to(ada, talk, "Compare yesterday with before yesterday")

    assert english["text"].endswith("Not included (no recent readings): Old meter.")
    assert "covered" not in english["text"], "yesterday is known in full"
    assert romanian["text"].endswith("Neincluse (fără citiri recente): Old meter.")
    assert undated(hers["text"]).startswith("There are no readings for yesterday yet")
    assert "can't be compared" in compared["text"]
    assert compared["text"].endswith("Not included (no recent readings): Old meter.")


async def test_an_administrator_sees_the_clients_data_but_not_a_former_owners(
    full_stack: SupportStack,
) -> None:
    ada, boss = await full_stack.person(), await full_stack.person(Role.ADMIN)
    device_id = await full_stack.device(ada, "Heat pump", [1.5, 1.0])
    async with full_stack.env.server(**full_stack.urls()) as server:
        talk = await server.open(ada)
        context = await server.ask(boss, "GET", f"/conversations/{talk}/context")

    assert [(each["name"], each["max_consumption"]) for each in context["devices"]] == [
        ("Heat pump", 2.0)
    ]
    assert [each["energy_kwh"] for each in context["days"] if each["energy_kwh"]] == [2.5]
    assert {each["device_id"] for each in context["days"]} == {str(device_id)}


async def test_the_fake_services_match_the_schemas_of_the_real_ones(env: SupportEnv) -> None:
    ada = await env.person()
    household: Household = env.fake_monitoring.household(ada.id)
    boiler = household.device("Boiler", 0.5)
    household.alert(boiler, 2.5)
    household.measures(boiler, "gas", "import", "m3", 0.25)
    headers = {"Authorization": f"Bearer {ada.token}"}
    day = {"from": "2026-03-01", "to": "2026-03-02"}
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("devices", "/api/devices", {}),
        ("monitoring", "/api/monitoring/consumption", day),
        (
            "monitoring",
            "/api/monitoring/consumption",
            {**day, "split": "device", "compare": "previous"},
        ),
        (
            "monitoring",
            "/api/monitoring/consumption",
            {**day, "kind": "gas", "direction": "import"},
        ),
        ("monitoring", "/api/monitoring/channels/kinds", {}),
        ("monitoring", "/api/monitoring/peaks", day),
        ("monitoring", "/api/monitoring/alerts", {}),
        ("monitoring", "/api/monitoring/latest", {}),
    ]
    async with httpx.AsyncClient(
        base_url=env.fake_monitoring.url, headers=headers, timeout=20
    ) as client:
        for service, path, params in asked:
            answer = (await client.get(path, params=params)).json()
            document = msgspec.json.decode((OPENAPI / f"{service}.json").read_bytes())
            response = document["paths"][path]["get"]["responses"]["200"]
            schema = response["content"]["application/json"]["schema"]
            jsonschema.validate(answer, {**schema, "components": document["components"]})
