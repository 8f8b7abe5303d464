"""Unknown or repeated query parameters are rejected."""

import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Query
from pydantic import BaseModel

from kilowatch.kit.app import create_service_app
from kilowatch.kit.errors import Unauthenticated
from kilowatch.kit.inputs import RequestModel
from kilowatch.kit.parameters import MOST_NAMED

DEVICE = "7d8f6c1e-53a8-4b2c-9d0e-1f2a3b4c5d6e"


class Options(BaseModel):
    file_name: str = ""
    time_zone: str = ""


class Body(RequestModel):
    name: str


@asynccontextmanager
async def nothing(_: FastAPI) -> AsyncGenerator[None]:
    yield


async def strangers() -> None:
    raise Unauthenticated("Log in first.")


async def also(split: str = "") -> str:
    return split


router = APIRouter()


@router.get("/sums")
async def sums(
    device_ids: Annotated[list[UUID] | None, Query(alias="device_id")] = None,
    first_day: Annotated[str, Query(alias="from")] = "",
    search: str = "",
    _split: Annotated[str, Depends(also)] = "",
) -> int:
    return len(device_ids or ())


@router.get("/plain")
async def plain() -> str:
    return "plain"


@router.get("/mine", dependencies=[Depends(strangers)])
async def mine() -> None: ...


@router.post("/options")
async def options(_: Annotated[Options, Query()]) -> None: ...


@router.post("/body")
async def body(_: Body) -> None: ...


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = create_service_app("test", "", router, lifespan=nothing)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


def problem(answer: httpx.Response) -> dict[str, Any]:
    """Return the body of an error, whose detail names every listed field."""
    document = answer.json()
    assert answer.status_code == 422, document
    assert document["code"] == "invalid_request"
    assert all(each["field"] in document["detail"] for each in document["errors"])
    return document


@pytest.mark.parametrize(
    ("query", "field", "hint"),
    [
        (f"device={DEVICE}", "device", "did you mean device_id?"),
        (f"deviceId={DEVICE}", "deviceId", "did you mean device_id?"),
        (f"device_ids={DEVICE}", "device_ids", "did you mean device_id?"),
        (f"Device_Id={DEVICE}", "Device_Id", "did you mean device_id?"),
        ("seach=x", "seach", "did you mean search?"),
        ("SPLIT=device", "SPLIT", "did you mean split?"),
        ("zzz=1", "zzz", "this operation has device_id, from, search, split."),
        ("device_ids%5B%5D=1", "device_ids[]", "did you mean device_id?"),
        ("unheard", "unheard", "this operation has"),
    ],
)
async def test_an_unknown_parameter_is_rejected_with_a_suggestion(
    client: httpx.AsyncClient, query: str, field: str, hint: str
) -> None:
    found = problem(await client.get(f"/sums?{query}"))

    assert [each["field"] for each in found["errors"]] == [field]
    assert hint in found["detail"]


async def test_declared_parameters_are_accepted(client: httpx.AsyncClient) -> None:
    answer = await client.get(
        f"/sums?device_id={DEVICE}&device_id={DEVICE}&from=x&search=&split=device&"
    )

    assert answer.json() == 2
    assert (await client.post("/options?file_name=a&time_zone=UTC")).is_success


@pytest.mark.parametrize("query", ["from=a&from=b", "search=a&search=a", "split=&split="])
async def test_a_repeated_single_value_parameter_is_rejected(
    client: httpx.AsyncClient, query: str
) -> None:
    found = problem(await client.get(f"/sums?{query}"))

    assert found["errors"] == [
        {"field": query.partition("=")[0], "message": "This parameter may be given once only."}
    ]


@pytest.mark.parametrize("query", ["=1", "=&search=x", "%3D=1&=2"])
async def test_a_parameter_without_a_name_is_rejected(
    client: httpx.AsyncClient, query: str
) -> None:
    assert "has no name" in problem(await client.get(f"/sums?{query}"))["detail"] or "%3D" in query


async def test_operations_without_parameters_reject_any(client: httpx.AsyncClient) -> None:
    for method, path in (("GET", "/plain"), ("POST", "/body")):
        found = problem(await client.request(method, f"{path}?x=1", json={"name": "a"}))
        assert "this operation has none" in found["detail"]


async def test_parameters_from_a_model_are_known(client: httpx.AsyncClient) -> None:
    assert "did you mean file_name?" in problem(await client.post("/options?filename=a"))["detail"]
    problem(await client.post("/options?file_name=a&file_name=b"))


async def test_an_unknown_body_field_is_rejected(client: httpx.AsyncClient) -> None:
    found = problem(await client.post("/body", json={"name": "a", "nickname": "b"}))

    assert found["errors"] == [{"field": "nickname", "message": "There is no such field."}]


async def test_many_unknown_parameters_make_a_short_response(client: httpx.AsyncClient) -> None:
    names = "&".join(f"{'x' * 20}{number}=1" for number in range(400))

    assert len(problem(await client.get(f"/sums?{names}"))["errors"]) == MOST_NAMED
    assert len((await client.get(f"/sums?{'y' * 9_000}=1")).content) < 1_000


async def test_an_unauthenticated_caller_learns_only_the_parameters(
    client: httpx.AsyncClient,
) -> None:
    assert (await client.get("/mine")).status_code == 401
    assert re.search(r"x: There is no such", problem(await client.get("/mine?x=1"))["detail"])


@pytest.mark.parametrize("path", ["/health", "/health/serving", "/metrics"])
async def test_probes_may_add_parameters_against_caches(
    client: httpx.AsyncClient, path: str
) -> None:
    assert (await client.get(f"{path}?_={DEVICE}&_=2&=3")).status_code == 200
