"""A real gateway before stand-ins of our services."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from kilowatch.kit.errors import PROBLEM_TYPE
from kilowatch.local.calls import local_client
from kilowatch.local.traefik import Traefik
from kilowatch.web.app import create_app
from kilowatch.web.settings import WebSettings
from tests.harness.serving import eventually, free_port, serving

SERVICES = ("auth", "users", "devices", "balancing", "realtime", "support", "web")


def echo(name: str) -> FastAPI:
    """A service that answers every request with its name."""
    app = FastAPI(openapi_url=None)

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    async def answer(request: Request) -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse({"service": name, "size": len(await request.body())})

    return app


def frozen() -> FastAPI:
    """A service that is healthy, accepts every request, and never answers one."""
    app = FastAPI(openapi_url=None)

    @app.get("/health/serving")
    async def health() -> None:  # pyright: ignore[reportUnusedFunction]
        pass

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    async def never() -> None:  # pyright: ignore[reportUnusedFunction]
        await asyncio.sleep(3600)

    return app


@asynccontextmanager
async def running_gateway(
    folder: Path,
    *further: str,
    answers_within_s: float = 30,
    instead: Mapping[str, Sequence[str]] | None = None,
    **beside: FastAPI,
) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of a real gateway, just ready, before services that only echo.

    ``beside`` names services that have another instance, possibly of another kind; ``instead``
    gives the URLs of a service's instances, alive or not.
    """
    async with AsyncExitStack() as stack:
        given = instead or {}
        urls = {name: list(copies) for name, copies in given.items()}
        for name in (*SERVICES, *further):
            if name not in given:
                urls[name] = [await stack.enter_async_context(serving(echo(name)))]
        if "monitoring" not in given:
            first = await stack.enter_async_context(serving(echo("monitoring-1")))
            # The second replica is dead from the beginning.
            urls["monitoring"] = [first, f"http://127.0.0.1:{free_port()}"]
        for name, app in beside.items():
            urls[name].append(await stack.enter_async_context(serving(app)))
        port = free_port()
        traefik = Traefik(
            folder / "traefik", f"127.0.0.1:{port}", free_port(), urls, answers_within_s
        )
        traefik.prepare()
        process = await asyncio.create_subprocess_exec(*traefik.command().arguments)
        try:
            await eventually(lambda: is_ready(traefik))
            url = f"http://127.0.0.1:{port}"
            async with local_client(60, url) as client:
                yield client
        finally:
            process.terminate()
            await process.wait()


async def is_ready(traefik: Traefik) -> bool:
    try:
        return await traefik.is_ready()
    except httpx.HTTPError:
        return False


class FakeService:
    """A service with configurable responses, and a count of its requests."""

    def __init__(self) -> None:
        self.asked = 0
        self.bytes_seen = 0
        self.go_on = asyncio.Event()
        self.app = FastAPI(openapi_url=None, redirect_slashes=False)
        self.app.add_api_route("/health/serving", self.well, methods=["GET"])
        self.app.add_api_route(
            "/{path:path}", self.answer, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]
        )

    async def well(self) -> None:
        """The path that the gateway polls each second."""

    async def answer(self, request: Request) -> Response:
        self.asked += 1
        if request.query_params.get("live"):
            return StreamingResponse(self.live())
        self.bytes_seen = 0
        async for piece in request.stream():
            self.bytes_seen += len(piece)
        status = int(request.query_params.get("status", "200"))
        headers = {"Retry-After": "77", "X-Own": "yes"}
        return JSONResponse({"size": self.bytes_seen, "code": "own"}, status, headers)

    async def live(self) -> AsyncIterator[bytes]:
        yield b"first"
        await self.go_on.wait()
        yield b"last"


def assert_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Check that the response is a problem document; return it."""
    said: dict[str, Any] = answer.json()
    assert answer.headers["Content-Type"] == PROBLEM_TYPE
    assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
    assert said["type"] == f"urn:kilowatch:problem:{code}"
    assert said["title"]
    assert said["detail"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if status in {429, 502, 503, 504}:
        assert int(answer.headers["Retry-After"]) > 0
    return said


@asynccontextmanager
async def gateway_before(service: FakeService, folder: Path) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of a gateway before the real `web`; ``service`` is all others, `users` is gone."""
    names = {*SERVICES, "monitoring"} - {"web"}
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(serving(service.app))
        settings = WebSettings(services=dict.fromkeys(names, url), front_end=folder)
        web = await stack.enter_async_context(serving(create_app(settings)))
        gone = f"http://127.0.0.1:{free_port()}"
        instead = {**{name: [url] for name in names}, "web": [web], "users": [gone]}
        yield await stack.enter_async_context(running_gateway(folder, instead=instead))
