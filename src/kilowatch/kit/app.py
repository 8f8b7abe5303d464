"""The common parts of every service's HTTP API: problem documents, health, metrics, OpenAPI."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from kilowatch import __version__
from kilowatch.kit.audit_middleware import AuditMiddleware
from kilowatch.kit.broker import BrokerSessions
from kilowatch.kit.container import Check, Container, Notes, container_of, put_container
from kilowatch.kit.database import Pool, answers
from kilowatch.kit.errors import PROBLEM_RESPONSES, add_problem_handlers
from kilowatch.kit.exception_boundary import ExceptionBoundary
from kilowatch.kit.openapi import VERSIONING, complete_document
from kilowatch.kit.parameters import any_parameters, known_parameters_only
from kilowatch.kit.request_limits import BodyLimit, RequestLimits

Lifespan: TypeAlias = Callable[[FastAPI], AbstractAsyncContextManager[None]]
_LARGE_BODIES = (BodyLimit(r"/internal/copies/[^/]+/bury", 16 * 1024 * 1024, within_s=60),)
"""The body limit of requests to repair copies: up to a chunk of one."""


def create_service_app(
    service: str,
    summary: str,
    *routers: APIRouter,
    lifespan: Lifespan,
    large_bodies: Sequence[BodyLimit] = (),
) -> FastAPI:
    """Return the app of ``service``; its OpenAPI document is at ``/api/docs/<service>.json``.

    ``large_bodies`` names the routes that accept more than `RequestLimits` allows others.
    """
    app = FastAPI(
        title=f"Kilowatch {service}",
        summary=summary,
        description=VERSIONING,
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"/api/docs/{service}.json",
        responses=PROBLEM_RESPONSES,
        dependencies=[known_parameters_only()],
        generate_unique_id_function=_operation_id,
        # A redirect would be built from the Host header, which the client can choose.
        redirect_slashes=False,
    )
    # The last one added is the outermost.
    app.add_middleware(AuditMiddleware, service=service)
    app.add_middleware(RequestLimits, limits=(*large_bodies, *_LARGE_BODIES))
    app.add_middleware(ExceptionBoundary)
    put_container(app, Container())
    add_problem_handlers(app)
    for router in routers:
        app.include_router(router)
    app.include_router(_operations)
    complete_document(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


_operations = APIRouter(include_in_schema=False)


@_operations.get("/health")
@any_parameters
async def health(request: Request) -> JSONResponse:
    """Return whether this process can do its work: every component is checked."""
    health = container_of(request.app, Container).health
    return await _answer(health.checks, health.notes)


@_operations.get("/health/serving")
@any_parameters
async def health_of_serving(request: Request) -> JSONResponse:
    """Return whether this process can answer calls; other work is not checked.

    The gateway uses this: it must not take a process out of service that can answer.
    """
    health = container_of(request.app, Container).health
    serving = {k: v for k, v in health.checks.items() if k not in health.of_work}
    return await _answer(serving, health.notes)


async def _answer(checks: Mapping[str, Check], notes: Notes) -> JSONResponse:
    states: dict[str, str] = {}
    for name, check in checks.items():
        found = await check()
        states[name] = found if isinstance(found, str) else "ok" if found else "unreachable"
    healthy = all(state == "ok" for state in states.values())
    body = {
        "status": "healthy" if healthy else "unhealthy",
        "checks": states,
        "notes": notes(),
    }
    return JSONResponse(body, status_code=200 if healthy else 503)


@_operations.get("/metrics")
@any_parameters
async def metrics() -> PlainTextResponse:
    """Return counters and gauges for Prometheus."""
    return PlainTextResponse(generate_latest().decode(), media_type=CONTENT_TYPE_LATEST)


def database_check(pool: Pool) -> Check:
    """Healthy while the database responds."""

    async def check() -> bool:
        return await answers(pool)

    return check


def sessions_check(sessions: BrokerSessions) -> Check:
    """Healthy while a session with the broker is open."""

    async def check() -> bool:
        return sessions.connected

    return check
