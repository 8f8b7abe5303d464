"""The balancer while the broker is short of disk or memory."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from kilowatch.balancing import broker_room
from kilowatch.kit.broker_alarms import Node, alarms_of, combine
from kilowatch.local.calls import local_client
from tests.balancing.fleet import Fleet
from tests.balancing.reading_path import ADMIN, body
from tests.harness.serving import eventually, serving

GB = 1_000_000_000


class Management:
    """A management API that reports the state that the test sets."""

    def __init__(self) -> None:
        self.node: dict[str, Any] = {
            "disk_free": 90 * GB,
            "disk_free_limit": GB // 2,
            "disk_free_alarm": False,
            "mem_alarm": False,
        }
        self.queues: list[dict[str, Any]] = []
        self.app = FastAPI()
        self.nodes: Any = [self.node]
        self.asked = 0
        self.app.get("/api/nodes")(self.told)
        self.app.get("/api/queues")(lambda: self.queues)

    def told(self) -> Any:
        self.asked += 1
        return self.nodes


class BrokerRoomEnv:
    def __init__(self, fleet: Fleet, url: str, management: Management) -> None:
        self.fleet, self.url, self.management = fleet, url, management

    async def broker(self) -> dict[str, Any]:
        async with local_client(30) as http:
            answer = await http.get(
                f"{self.url}/api/balancing/services", headers=self.fleet.issuer.headers(ADMIN)
            )
        # Without a copy of the administrator's account there is no response yet.
        return answer.json().get("broker", {"state": "unknown", "failing": None})

    async def is_published(self, *failing: str) -> bool:
        return (await self.broker())["failing"] == list(failing)

    async def post(self) -> httpx.Response:
        async with local_client(30) as http:
            return await http.post(
                f"{self.url}/api/readings",
                headers=self.fleet.issuer.headers(ADMIN),
                content=body(uuid4(), 0),
            )

    async def accepts(self) -> bool:
        return (await self.post()).status_code == 202

    async def health(self) -> dict[str, Any]:
        async with local_client(30) as http:
            return (await http.get(f"{self.url}/health")).json()


@asynccontextmanager
async def watched(fleet: Fleet) -> AsyncGenerator[BrokerRoomEnv]:
    management = Management()
    async with (
        serving(management.app) as there,
        fleet.balancer(management_url=SecretStr(there)) as url,
    ):
        env = BrokerRoomEnv(fleet, url, management)

        async def is_known() -> bool:
            return (await env.broker())["state"] == "healthy"

        await eventually(is_known)
        yield env


@pytest.mark.parametrize(("alarm", "short_of"), [("disk_free", "disk"), ("mem", "memory")])
async def test_http_readings_are_rejected_with_a_retry_time_during_an_alarm(
    fleet: Fleet, alarm: str, short_of: str
) -> None:
    async with watched(fleet) as env:
        # The intake can be a moment later than the status of the broker.
        await eventually(env.accepts)
        env.management.node[f"{alarm}_alarm"] = True
        await eventually(lambda: env.is_published(short_of))

        refused = await env.post()
        health = await env.health()

        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) > 0
        assert short_of in refused.json()["detail"]
        # It can do its work: the gateway must not remove it, since it could report nothing then.
        assert health["status"] == "healthy"
        assert [each["is_problem"] for each in health["notes"]] == [True]

        env.management.node[f"{alarm}_alarm"] = False
        await eventually(env.is_published)
        assert (await env.post()).status_code == 202
        assert (await env.health())["notes"] == []


async def test_a_filling_disk_is_reported_while_readings_are_still_accepted(fleet: Fleet) -> None:
    async with watched(fleet) as env:
        assert (await env.broker())["room"]["state"] == "enough"
        env.management.node["disk_free"] = GB

        async def is_low() -> bool:
            return (await env.broker())["room"]["state"] == "low"

        await eventually(is_low)
        (note,) = (await env.health())["notes"]
        assert "1000 MB are free, below 500 MB readings are held back" in note["text"]
        assert note["is_problem"] is False
        assert (await env.post()).status_code == 202


async def test_a_broker_that_lost_its_queues_is_reported(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broker_room, "LEADERLESS_FOR_S", 0.5)
    async with watched(fleet) as env:
        env.management.queues = [
            {"name": "events.auth", "type": "quorum", "leader": "a@b"},
            {"name": "events.users", "type": "quorum"},
            {"name": "readings", "type": "stream"},
        ]

        await eventually(lambda: env.is_published("queues"))
        (note,) = (await env.health())["notes"]
        assert "1 of its queues have no leader" in note["text"]


async def test_unexpected_management_api_responses_stop_nothing(fleet: Fleet) -> None:
    async with watched(fleet) as env:
        for nodes in ([[]], {"error": "starting"}, [{"disk_free": []}], "[" * 2000):
            env.management.nodes = nodes
            asked = env.management.asked
            await eventually(lambda asked=asked: env.management.asked > asked + 1)

        env.management.nodes = [env.management.node]
        env.management.node["mem_alarm"] = True

        await eventually(lambda: env.is_published("memory"))


def test_the_worst_node_determines_the_state() -> None:
    told = combine(
        [
            Node(disk_free=9 * GB, disk_free_limit=GB),
            Node(disk_free=2 * GB, disk_free_limit=GB, mem_alarm=True),
            Node(disk_free="disk_free_monitoring_disabled", disk_free_limit=GB),
        ]
    )

    assert (told.disk_free_bytes, told.held_below_bytes) == (2 * GB, GB)
    assert alarms_of(told) == ["memory"]
    assert alarms_of(combine([])) == []
