"""An app behind the limits of all services, and a client of it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import httpx
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from pydantic import BaseModel, ConfigDict, SecretStr

from kilowatch.kit.app import create_service_app
from kilowatch.kit.errors import Unauthenticated
from kilowatch.kit.request_limits import BodyLimit
from kilowatch.local.calls import local_client
from tests.harness.serving import serving

LARGE_BYTES = 1024 * 1024


class Secret(BaseModel):
    """A body like that of a login."""

    model_config = ConfigDict(extra="forbid")

    secret: SecretStr
    notes: list[dict[str, Any]] = []


@asynccontextmanager
async def nothing(_: FastAPI) -> AsyncGenerator[None]:
    yield


async def strangers_are_refused(request: Request) -> None:
    if "authorization" not in request.headers:
        raise Unauthenticated("Log in first.")


router = APIRouter()


@router.post("/secret")
async def post_secret(body: Secret) -> int:
    """Encode the secret, as hashing it does."""
    return len(body.secret.get_secret_value().encode())


@router.get("/search")
async def search(text: Annotated[str, Query()] = "") -> str:
    """Return the query."""
    return text


@router.get("/named/{name}")
async def named(name: str) -> str:
    """Return the name."""
    return name


@router.post("/large", dependencies=[Depends(strangers_are_refused)])
async def post_large(request: Request) -> int:
    """Count piece by piece."""
    return sum([len(piece) async for piece in request.stream()])


@router.post("/unread")
async def post_unread() -> None:
    """Ignore the body."""


@asynccontextmanager
async def serving_guarded(large_within_s: float = 30) -> AsyncGenerator[httpx.AsyncClient]:
    limit = BodyLimit("/large", LARGE_BYTES, within_s=large_within_s)
    app = create_service_app("test", "", router, lifespan=nothing, large_bodies=[limit])
    async with (
        serving(app) as base_url,
        local_client(60, base_url) as client,
    ):
        yield client


def refusal(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    return answer.status_code, problem["code"]


async def raw(client: httpx.AsyncClient, *pieces: bytes) -> tuple[bytes, bytes]:
    """Send ``pieces`` and read to the end of the connection: head and body."""
    reader, writer = await asyncio.open_connection(client.base_url.host, client.base_url.port)
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        async with asyncio.timeout(60):
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        return head, body
    finally:
        writer.close()
