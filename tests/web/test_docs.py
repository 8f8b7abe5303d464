"""One documentation page for all services."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from kilowatch.local.calls import local_client
from kilowatch.web.app import create_app
from kilowatch.web.domain import NULL, as_openapi_3_0
from kilowatch.web.settings import WebSettings
from tests.harness.serving import free_port, serving


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that is there is asked for as long as it takes."""
    monkeypatch.setattr("kilowatch.web.service.PATIENCE_S", 30)


@asynccontextmanager
async def documenting(**settings: dict[str, str]) -> AsyncGenerator[httpx.AsyncClient]:
    async with (
        serving(create_app(WebSettings.model_validate(settings))) as base_url,
        local_client(30, base_url) as client,
    ):
        yield client


def living() -> FastAPI:
    return FastAPI(openapi_url="/api/docs/living.json")


@pytest.fixture
async def client() -> AsyncGenerator[httpx.AsyncClient]:
    """A client of a web service that documents one service that is up and one that is down."""
    async with serving(living()) as living_url:
        services = {"living": living_url, "dead": f"http://127.0.0.1:{free_port()}"}
        async with documenting(services=services) as client:
            yield client


async def test_the_page_lists_every_service_and_loads_nothing_external(
    client: httpx.AsyncClient,
) -> None:
    page = await client.get("/api/docs")
    offered = (await client.get("/api/docs/services")).json()

    assert [each["name"] for each in offered] == ["living", "dead"]
    assert "http" not in page.text
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"].split("style-src")[0]
    for path in ("swagger-ui/swagger-ui-bundle.js", "swagger-ui/swagger-ui.css", "assets/docs.js"):
        assert (await client.get(f"/api/docs/{path}")).is_success


async def test_a_document_comes_from_its_service(client: httpx.AsyncClient) -> None:
    given = await client.get("/api/docs/living.json")
    shown = await client.get("/api/docs/page/living.json")

    assert given.json()["openapi"].startswith("3.1")
    assert shown.json()["openapi"] == "3.0.3"


async def test_a_service_that_is_down_is_reported_as_unavailable(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/docs/dead.json")

    assert answer.status_code == 503
    assert answer.json()["code"] == "unavailable"


async def test_an_unknown_service_is_not_found(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/docs/nothing.json")

    assert answer.status_code == 404
    assert answer.json()["code"] == "service_not_found"


async def test_an_optional_service_is_listed_once_it_answers() -> None:
    port = free_port()

    async def names(client: httpx.AsyncClient) -> list[str]:
        return [each["name"] for each in (await client.get("/api/docs/services")).json()]

    occasional = {"living": f"http://127.0.0.1:{port}"}
    async with documenting(occasional_services=occasional) as client:
        assert await names(client) == []
        assert (await client.get("/api/docs/living.json")).status_code == 404

        async with serving(living(), port):
            assert (await client.get("/api/docs/living.json")).status_code == 200
            assert await names(client) == ["living"]

        assert await names(client) == ["living"]


def test_nullable_types_are_converted_to_openapi_3_0() -> None:
    schema = {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "null"}], "title": "L"}

    converted = as_openapi_3_0({"openapi": "3.1.0", "schema": schema})["schema"]

    assert converted == {
        "title": "L",
        "type": "number",
        "minimum": 0,
        "exclusiveMinimum": True,
        "nullable": True,
    }


@pytest.mark.parametrize(
    ("schema", "older"),
    [
        ({"exclusiveMaximum": 5}, {"maximum": 5, "exclusiveMaximum": True}),
        ({"anyOf": [{"$ref": "#/A"}, NULL]}, {"allOf": [{"$ref": "#/A"}], "nullable": True}),
        (
            {"anyOf": [{"type": "integer"}, {"type": "string"}, NULL]},
            {"anyOf": [{"type": "integer"}, {"type": "string"}], "nullable": True},
        ),
        ({"anyOf": [{"$ref": "#/A"}, {"$ref": "#/B"}]}, None),
        ({"items": [{"const": "x"}]}, {"items": [{"enum": ["x"]}]}),
        ({"examples": ["first", "second"]}, {"example": "first"}),
        ({"examples": []}, None),
        ({"examples": {"named": {"value": 1}}}, None),
    ],
)
def test_every_schema_keyword_is_converted_to_openapi_3_0(
    schema: dict[str, Any], older: dict[str, Any] | None
) -> None:
    """None: it is the same in both."""
    converted = as_openapi_3_0({"openapi": "3.1.0", "schema": schema})["schema"]

    assert converted == (schema if older is None else older)
