"""What every service's HTTP face has: problem documents, health, metrics, OpenAPI."""

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
"""What an operator sends who mends copies: up to a chunk of one."""


def create_service_app(
    service: str,
    summary: str,
    *routers: APIRouter,
    lifespan: Lifespan,
    large_bodies: Sequence[BodyLimit] = (),
) -> FastAPI:
    """The app of ``service``; its OpenAPI lies at ``/api/docs/<service>.json``.

    ``large_bodies`` names the routes that take more than `RequestLimits` allows to all.
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
        # A redirect would be made of the Host header, which is the client's to choose.
        redirect_slashes=False,
    )
    # The last one that is added is the outermost.
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
    """Whether this process can do its work: every part it needs is asked."""
    health = container_of(request.app, Container).health
    return await _answer(health.checks, health.notes)


@_operations.get("/health/serving")
@any_parameters
async def health_of_serving(request: Request) -> JSONResponse:
    """Whether this process can answer calls; what else it does is left out.

    By this the gateway goes: it would keep calls from a process that could answer them.
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
    """Counters and gauges for Prometheus."""
    return PlainTextResponse(generate_latest().decode(), media_type=CONTENT_TYPE_LATEST)


def database_check(pool: Pool) -> Check:
    """Healthy while the database answers."""

    async def check() -> bool:
        return await answers(pool)

    return check


def sessions_check(sessions: BrokerSessions) -> Check:
    """Healthy while a session with the broker is open."""

    async def check() -> bool:
        return sessions.connected

    return check
