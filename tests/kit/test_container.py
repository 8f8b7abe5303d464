"""An app holds one typed container, and a request for another type fails at once."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request

from kilowatch.kit.app import create_service_app
from kilowatch.kit.container import Container, Health, container_of, find_container, put_container


@dataclass(frozen=True, kw_only=True)
class WithGreeting(Container):
    greeting: str


@dataclass(frozen=True, kw_only=True)
class Whole(WithGreeting):
    name: str


router = APIRouter()


@router.get("/greeting")
async def greeting(request: Request) -> str:
    return container_of(request.app, WithGreeting).greeting


@asynccontextmanager
async def nothing(_: FastAPI) -> AsyncGenerator[None]:
    yield


@pytest.fixture
def app() -> FastAPI:
    return create_service_app("test", "", router, lifespan=nothing)


async def get(app: FastAPI, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get(path)


async def test_a_router_finds_its_dependencies_in_the_container_of_any_app(app: FastAPI) -> None:
    put_container(app, Whole(greeting="hello", name="test"))

    assert container_of(app, Whole).name == "test"
    assert (await get(app, "/greeting")).json() == "hello"


def test_a_container_of_another_type_is_not_found(app: FastAPI) -> None:
    put_container(app, WithGreeting(greeting="hello"))

    assert find_container(app, Whole) is None
    with pytest.raises(TypeError, match="Kilowatch test holds no Whole"):
        container_of(app, Whole)


async def test_the_health_endpoint_reports_the_checks_of_the_container(app: FastAPI) -> None:
    async def works() -> bool:
        return True

    async def is_stuck() -> str:
        return "stuck"

    assert (await get(app, "/health")).json() == {"status": "healthy", "checks": {}, "notes": []}
    note = {"text": "The disk is filling up.", "is_problem": True}
    put_container(
        app,
        Container(
            health=Health(
                checks={"database": works, "deliveries": is_stuck},
                of_work=frozenset({"deliveries"}),
                notes=lambda: [{"text": "The disk is filling up.", "is_problem": True}],
            )
        ),
    )

    whole, serving = await get(app, "/health"), await get(app, "/health/serving")
    assert (whole.status_code, serving.status_code) == (503, 200)
    assert whole.json()["checks"] == {"database": "ok", "deliveries": "stuck"}
    assert serving.json() == {"status": "healthy", "checks": {"database": "ok"}, "notes": [note]}
