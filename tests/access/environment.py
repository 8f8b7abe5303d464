"""All services, two clients with their resources, administrators, and invalid callers."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import msgspec
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from pydantic import SecretStr

from kilowatch.contracts.simulation import SimulationPlan
from kilowatch.simulator.app import create_app as create_simulator
from kilowatch.simulator.settings import SimulatorServiceSettings, SimulatorSettings
from tests.access.operations import NEW_ID, Row, operations
from tests.access.tokens import forgeries
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.serving import eventually, serving
from tests.sync.full_stack import SERVICES, FullStack, build_town
from tests.users.env import INTERNAL_TOKEN

WITHIN_S = 60

NOT_SECRET = ("/health", "/metrics", "/api/docs/")
"""Operators' paths, which the gateway hides, and the public OpenAPI documents."""


@dataclass
class Caller:
    """A caller: the token, and for a user, their resources."""

    name: str
    headers: dict[str, str] = field(default_factory=dict[str, str])
    user_id: str = ""
    things: dict[str, str] = field(default_factory=dict[str, str])

    def raw_headers(self, **more: str) -> list[tuple[bytes, bytes]]:
        """Headers as bytes: httpx takes only ASCII in a `str`."""
        headers = self.headers | more
        return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def bearer_of(name: str, token: str) -> Caller:
    """A caller with ``token``."""
    return Caller(name, {"Authorization": f"Bearer {token}"})


class AccessEnv:
    """The services, and every kind of caller."""

    def __init__(self, full_stack: FullStack, urls: dict[str, str]) -> None:
        self.full_stack = full_stack
        self.urls = urls
        self.admin = Caller("administrator")
        self.client = Caller("client")
        self.other = Caller("other client")
        self.demoted = Caller("demoted a moment ago")
        self.device = Caller("device")
        self.outsiders: list[Caller] = []
        """Callers that every authenticated operation must reject."""

    def internal_operations(self) -> list[tuple[str, str, str]]:
        """Service, method and path of non-public operations that no OpenAPI document lists."""
        return [
            (service, method, route.path.replace("{", "").replace("}", ""))
            for service in SERVICES
            for route in iter_route_contexts(self.full_stack.app(service).routes)
            if route.path is not None and not route.path.startswith(NOT_SECRET)
            for method in sorted(route.methods or ())
            if method != "HEAD" and f"{method} {_as_documented(route.path)}" not in operations()
        ]

    async def call(
        self, operation: str, service: str, row: Row, caller: Caller, thing: str | None
    ) -> httpx.Response:
        """Call an operation on ``thing``, by default one that does not exist."""
        method, path = operation.split(" ", 1)
        named = thing if thing is not None else absent(row.thing)
        query = dict(row.query)
        if row.filter_by:
            query |= {row.filter_by: named}
        elif "{" in path:
            path = path[: path.index("{")] + named + path[path.index("}") + 1 :]
        path = path.replace("{code}", "export")
        content = row.content.encode() if row.content else None
        csv = {"Content-Type": "text/csv"} if row.content else {}
        return await self.full_stack.client.request(
            method,
            f"{self.urls[service]}{path}",
            params=query,
            json=filled(row.body) if row.body is not None else None,
            content=content,
            headers=caller.raw_headers(**csv),
        )


def _as_documented(path: str) -> str:
    """Return a route's path as OpenAPI writes it, without how its last part is matched."""
    return path.replace(":path}", "}")


def absent(kind: str) -> str:
    """Return the identifier of a thing that does not exist; payloads have fixed names."""
    named = {"number": "987654321", "payload": "homewizard"}
    return named.get(kind) or str(uuid4())


def filled(body: Any) -> Any:
    """Return a body with its identifiers and times filled in."""
    match body:
        case dict():
            return {key: filled(value) for key, value in body.items()}  # pyright: ignore[reportUnknownVariableType]
        case list():
            return [filled(each) for each in body]  # pyright: ignore[reportUnknownVariableType]
        case "<in an hour>":
            return (datetime.now(UTC) + timedelta(hours=1)).isoformat()
        case _:
            return str(uuid4()) if body == NEW_ID else body


@asynccontextmanager
async def build_access_env(
    make_database: MakeDatabase, broker: Broker, folder: Path
) -> AsyncGenerator[AccessEnv]:
    """Start every service, and prepare every caller."""
    async with AsyncExitStack() as stack:
        full_stack = await stack.enter_async_context(build_town(make_database, broker))
        await full_stack.begin(*SERVICES)
        simulator = await stack.enter_async_context(serving(_simulator(full_stack, broker, folder)))
        env = AccessEnv(full_stack, full_stack.urls | {"simulator": simulator})
        await _prepare_users(env)
        await _prepare_outsiders(env)
        await _prepare_things(env)
        await eventually(lambda: full_stack.in_step(*SERVICES), within_s=WITHIN_S)
        yield env


def _simulator(full_stack: FullStack, broker: Broker, folder: Path) -> FastAPI:
    plan = folder / "demo.json"
    plan.write_bytes(msgspec.json.encode(SimulationPlan(recorded=[], simulated=[])))
    settings = SimulatorServiceSettings(
        plan=plan,
        jwks_url=full_stack.env.jwks_url,
        users_url=full_stack.urls["users"],
        devices_url=full_stack.urls["devices"],
    )
    meters = SimulatorSettings(meter_amqp_url=SecretStr(broker.amqp_url), home=folder)
    return create_simulator(settings, meters)


async def _prepare_users(env: AccessEnv) -> None:
    users = env.full_stack.people
    token = await users.administrator()
    me = await env.full_stack.ask("users", "/api/users/me", token)
    env.admin = bearer_of("administrator", token)
    env.admin.user_id = me.json()["id"]
    for name, caller in (("ada", env.client), ("eve", env.other)):
        caller.user_id = (await users.add_user(token, name))["id"]
        caller.headers = bearer_of(name, await users.token_of(name)).headers
    demoted = await users.add_user(token, "dan", "ADMIN")
    env.demoted = bearer_of(env.demoted.name, await users.token_of("dan"))
    env.demoted.user_id = demoted["id"]
    change = {"role": "CLIENT"}
    await env.full_stack.ask("users", f"/api/users/{demoted['id']}", token, "PATCH", change)


async def _prepare_outsiders(env: AccessEnv) -> None:
    users, full_stack = env.full_stack.people, env.full_stack
    admin = _token(env.admin)
    expired = await _expired_token(env)
    ended = (await users.login("ada")).json()
    await users.auth_request("POST", "/logout", json={"refresh_token": ended["refresh_token"]})
    tokens = {"expired": expired, "logged out": ended["access_token"]}
    for name, request in (("deleted", "DELETE"), ("suspended", "PATCH")):
        username = f"{name}-admin"
        user = await users.add_user(admin, username, "ADMIN")
        tokens[name] = await users.token_of(username)
        body = {"status": "suspended"} if request == "PATCH" else None
        gone = await full_stack.ask("users", f"/api/users/{user['id']}", admin, request, body)
        assert gone.is_success, gone.text
    jwks = (await users.auth_request("GET", "/jwks")).json()
    tokens |= forgeries(_token(env.client), env.admin.user_id, jwks)
    tokens |= {"refresh token": ended["refresh_token"], "internal token": INTERNAL_TOKEN}
    env.outsiders = [Caller("nobody"), *(bearer_of(*each) for each in tokens.items())]


async def _expired_token(env: AccessEnv) -> str:
    """Return a token of another instance of `auth`, whose tokens expire before they start."""
    app = env.full_stack.env.auth_app(access_token_lifetime_s=-60)
    async with serving(app) as url:
        body = {"username": "ada", "password": "correct horse battery", "refresh_in": "body"}
        answer = await env.full_stack.client.post(f"{url}/api/auth/login", json=body)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])


async def _prepare_things(env: AccessEnv) -> None:
    full_stack, admin = env.full_stack, _token(env.admin)
    for caller in (env.client, env.other):
        device = await full_stack.device(admin, caller.user_id)
        caller.things = {"user": caller.user_id, "device": device["id"]}
        # A session besides the one that calls: it may be ended.
        await full_stack.people.token_of("ada" if caller is env.client else "eve")
        sessions = await full_stack.ask("auth", "/api/auth/sessions", _token(caller))
        caller.things["session"] = next(
            each["id"] for each in sessions.json()["items"] if not each["current"]
        )
        opened = await full_stack.ask(
            "support", "/api/support/conversations", _token(caller), "POST", {"language": "en"}
        )
        caller.things["conversation"] = opened.json()["id"]
        asked = await full_stack.ask(
            "devices", "/api/devices/own", _token(caller), "POST", {"name": "Meter"}
        )
        caller.things["request"] = asked.json()["request"]["id"]
        caller.things["alert"] = await _add_alert(full_stack, device["id"], caller.user_id)
    await _prepare_device(env)


async def _prepare_device(env: AccessEnv) -> None:
    device = env.client.things["device"]
    path = f"/api/auth/devices/{device}/credential"

    async def issue() -> httpx.Response | None:
        answer = await env.full_stack.ask("auth", path, _token(env.admin), "POST")
        return answer if answer.status_code == 201 else None

    secret = (await eventually(issue, within_s=WITHIN_S)).json()["secret"]
    basic = httpx.BasicAuth(device, secret)
    request = next(basic.auth_flow(httpx.Request("GET", "http://localhost")))
    env.device = Caller("device", {"Authorization": request.headers["Authorization"]})


async def _add_alert(full_stack: FullStack, device_id: str, owner_id: str) -> str:
    """Return an alert of a device, as soon as `monitoring` knows the device."""
    connection = await asyncpg.connect(full_stack.databases["monitoring"])
    try:

        async def add() -> UUID | None:
            return await connection.fetchval(
                """INSERT INTO alert (channel_key, hour, raised, version, energy_uwh, limit_uwh,
                                      owner_id, first_raised_at, changed_at)
                   SELECT channel_key, date_trunc('hour', now()) - interval '1 hour', true, 1,
                          2000000000, 1000000000, $2::text::uuid, now(), now()
                   FROM channel WHERE device_id = $1::text::uuid RETURNING alert_id""",
                device_id,
                owner_id,
            )

        return str(await eventually(add, within_s=WITHIN_S))
    finally:
        await connection.close()


def _token(caller: Caller) -> str:
    return caller.headers["Authorization"].removeprefix("Bearer ")
