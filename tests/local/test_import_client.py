"""The importer's client during a short outage of the platform."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kilowatch.local.errors import LocalError
from kilowatch.local.import_client import ImportClient
from tests.harness.serving import serving


def starting(answers: list[Response]) -> FastAPI:
    """A platform that sends these responses, one after another."""
    app = FastAPI(openapi_url=None)

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    async def answer() -> Response:  # pyright: ignore[reportUnusedFunction]
        return answers.pop(0)

    return app


async def watched(url: str) -> list[dict[str, Any]]:
    with ImportClient(url, "admin", "secret") as client:
        return await asyncio.to_thread(lambda: list(client.watch(1)))


async def test_watching_an_import_continues_after_a_gateway_outage() -> None:
    early = PlainTextResponse("404 page not found\n", 404)
    done = JSONResponse({"state": "done"})

    async with serving(starting([early, early, done])) as url:
        assert await watched(url) == [{"state": "done"}]


async def test_an_unknown_import_is_reported_at_once() -> None:
    refusal = JSONResponse({"detail": "There is no such import."}, 404)

    async with serving(starting([refusal])) as url:
        with pytest.raises(LocalError, match="There is no such import"):
            await watched(url)


async def test_a_login_at_a_starting_gateway_is_not_reported_as_rejected() -> None:
    async with serving(starting([PlainTextResponse("404 page not found\n", 404)])) as url:
        with ImportClient(url, "admin", "secret") as client, pytest.raises(LocalError) as told:
            await asyncio.to_thread(client.log_in)

    assert "away" in str(told.value)
