"""Two services create a user together: completely or not at all, whichever process dies."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI, Request, Response

from kilowatch.auth.container import AuthContainer
from kilowatch.auth.service.credentials import Credentials
from kilowatch.auth.settings import AuthSettings
from kilowatch.contracts.people import PENDING_LIMIT_S
from kilowatch.kit.container import container_of
from kilowatch.local.calls import local_client
from tests.harness.serving import eventually, free_port, serving
from tests.users.env import (
    BOOTSTRAP_TOKEN,
    INTERNAL,
    PASSWORD,
    Platform,
    UsersEnv,
    credential_is_pending,
    fetch_value,
)

LATER = timedelta(seconds=PENDING_LIMIT_S + 1)


def credentials_of(app: FastAPI) -> Credentials:
    return container_of(app, AuthContainer).credentials


async def prepare(env: UsersEnv, client: httpx.AsyncClient, user_id: str) -> httpx.Response:
    return await client.put(
        f"{env.auth_url}/internal/credentials/{user_id}",
        json={"username": "ada", "password": PASSWORD},
        headers=INTERNAL,
    )


async def test_a_client_registers_and_logs_in(platform: Platform):
    answer = await register(platform, "ada")
    assert answer.status_code == 201
    assert answer.json()["role"] == "CLIENT"
    session = (await platform.login("ada")).json()
    assert session["user"]["id"] == answer.json()["id"]
    me = await platform.users_request("GET", "/api/users/me", session["access_token"])
    assert me.json()["username"] == "ada"


async def register(platform: Platform, username: str, **fields: Any) -> httpx.Response:
    body = {"name": "Ada", "username": username, "password": PASSWORD, **fields}
    return await platform.client.post(f"{platform.env.auth_url}/api/auth/register", json=body)


async def test_registration_never_creates_an_administrator(platform: Platform):
    answer = await register(platform, "ada", role="ADMIN")
    assert answer.status_code == 422


async def test_registering_a_taken_username_leaves_nothing_behind(platform: Platform):
    await register(platform, "ada")
    answer = await register(platform, "Ada", password="another password")
    assert answer.status_code == 409
    assert answer.json()["code"] == "username_taken"
    assert (await platform.login("ada", "another password")).status_code == 401
    assert await fetch_value(platform.env.auth_database, "SELECT count(*) FROM credential") == 1


async def test_closed_registration_rejects_everyone(env: UsersEnv):
    async with (
        env.auth(registration="closed") as app,
        local_client(60) as client,
    ):
        answer = await register(Platform(env, client, app), "ada")
    assert answer.status_code == 403
    assert answer.json()["code"] == "registration_closed"


async def test_registration_is_closed_by_default_and_the_page_shows_the_state(env: UsersEnv):
    assert AuthSettings.model_fields["registration"].default == "closed"
    for registration in ("closed", "open"):
        async with (
            env.auth(registration=registration) as app,
            local_client(60) as client,
        ):
            told = await Platform(env, client, app).auth_request("GET", "/registration")
        assert told.json() == {"open": registration == "open"}


async def test_a_registration_completes_once_users_is_back(env: UsersEnv):
    async with (
        env.auth() as app,
        local_client(60) as client,
    ):
        platform = Platform(env, client, app)
        answer = await register(platform, "ada")
        assert answer.status_code == 503

        await credentials_of(app).sweep(datetime.now(UTC) + LATER)
        pending = "SELECT count(*) FROM credential WHERE pending_since IS NOT NULL"
        assert await fetch_value(env.auth_database, pending) == 1

        async with env.users():
            await credentials_of(app).sweep(datetime.now(UTC) + LATER)
        assert await fetch_value(env.auth_database, "SELECT count(*) FROM credential") == 0


async def test_no_user_is_created_while_auth_is_down(env: UsersEnv):
    async with (
        env.users() as app,
        local_client(60) as client,
    ):
        answer = await Platform(env, client, app).post_user(
            BOOTSTRAP_TOKEN, username="admin", role="ADMIN"
        )
    assert answer.status_code == 503
    assert answer.json()["code"] == "unavailable"
    assert await fetch_value(env.users_database, "SELECT count(*) FROM person") == 0


async def test_the_sweep_removes_a_pending_credential_without_a_user(platform: Platform):
    user_id = str(uuid4())
    assert (await prepare(platform.env, platform.client, user_id)).status_code == 204
    credentials = credentials_of(platform.auth_app)

    await credentials.sweep(datetime.now(UTC))
    assert await credential_is_pending(platform.env.auth_database, user_id) is True
    assert (await platform.login("ada")).status_code == 401
    await credentials.sweep(datetime.now(UTC) + LATER)
    assert await credential_is_pending(platform.env.auth_database, user_id) is None


async def test_a_pending_credential_does_not_block_the_username(platform: Platform):
    await prepare(platform.env, platform.client, str(uuid4()))
    assert (await register(platform, "ada")).status_code == 201
    assert (await platform.login("ada")).status_code == 200


async def test_a_credential_in_use_is_not_replaced(platform: Platform):
    user_id = (await register(platform, "ada")).json()["id"]
    url = f"{platform.env.auth_url}/internal/credentials/{user_id}"

    replaced = await platform.client.put(
        url, json={"username": "ada", "password": "another password"}, headers=INTERNAL
    )
    await platform.client.delete(url, headers=INTERNAL)

    assert replaced.status_code == 409
    assert (await platform.login("ada")).status_code == 200


async def test_the_event_activates_a_credential_if_the_confirmation_is_lost(env: UsersEnv):
    async with (
        env.auth() as auth_app,
        serving(confirmations_lost(env.auth_url)) as lossy_auth_url,
        env.users(auth_url=lossy_auth_url),
        local_client(60) as client,
    ):
        platform = Platform(env, client, auth_app)
        admin = await platform.add_user(BOOTSTRAP_TOKEN, "admin", "ADMIN")

        async def logs_in() -> bool:
            return (await platform.login("admin")).status_code == 200

        await eventually(logs_in)
        assert await credential_is_pending(env.auth_database, admin["id"]) is False


async def test_the_sweep_activates_a_credential_if_confirmation_and_event_are_lost(env: UsersEnv):
    nowhere = f"amqp://guest:guest@127.0.0.1:{free_port()}/"
    env.amqp_url = nowhere
    async with (
        env.auth() as auth_app,
        serving(confirmations_lost(env.auth_url)) as lossy_auth_url,
        env.users(auth_url=lossy_auth_url),
        local_client(60) as client,
    ):
        platform = Platform(env, client, auth_app)
        await platform.add_user(BOOTSTRAP_TOKEN, "admin", "ADMIN")
        assert (await platform.login("admin")).status_code == 401

        await credentials_of(auth_app).sweep(datetime.now(UTC) + LATER)

        assert (await platform.login("admin")).status_code == 200


async def test_internal_calls_need_the_internal_token(platform: Platform):
    admin = await platform.administrator()
    url = f"{platform.env.auth_url}/internal/credentials/{uuid4()}"
    body = {"username": "ada", "password": PASSWORD}
    for headers in ({}, {"Authorization": f"Bearer {admin}"}, {"Authorization": "Bearer é"}):
        raw = [(key.encode(), value.encode("latin-1")) for key, value in headers.items()]
        answer = await platform.client.put(url, json=body, headers=raw)
        assert answer.status_code == 401


async def test_unreadable_internal_bodies_are_rejected(platform: Platform):
    url = f"{platform.env.auth_url}/internal/credentials/{uuid4()}"
    for content in (b"", b"[]", b'{"username": 1}', b"\xff"):
        answer = await platform.client.put(url, content=content, headers=INTERNAL)
        assert answer.status_code == 422


def confirmations_lost(auth_url: str) -> FastAPI:
    """`auth`, behind a network that loses every confirmation."""
    app = FastAPI()

    @app.put("/internal/credentials/{user_id}")
    async def pass_on(user_id: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        async with local_client(30) as client:
            answer = await client.put(
                f"{auth_url}/internal/credentials/{user_id}",
                content=await request.body(),
                headers={"Authorization": request.headers["authorization"]},
            )
        return Response(answer.content, answer.status_code)

    @app.post("/internal/credentials/{user_id}/confirm")
    async def lose(user_id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return Response(user_id, 500)

    return app
