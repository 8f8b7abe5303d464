"""Stands in for `devices` and `monitoring`: each user has a household of their own.

It answers each caller with their own data and records the requests; `test_real_data` compares it
with the real services. Its responses are also checked against the committed schemas.
"""

import asyncio
import base64
import datetime as dt
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from tests.harness.serving import serving
from tests.support.household import ZONE, Household, Json, hours_of
from tests.support.household_answers import ANSWERS


class FakeMonitoring:
    """The households of all users, and the requests about them.

    While ``measures`` is cleared, `monitoring` accepts requests and never answers.
    """

    def __init__(self) -> None:
        self.url = ""
        self.of: dict[UUID, Household] = {}
        self.asked: list[tuple[UUID, str, Json]] = []
        self.down = False
        self.measures = asyncio.Event()
        self.measures.set()

    def household(self, person_id: UUID) -> Household:
        """Return the household of a user."""
        return self.of.setdefault(person_id, Household())

    @asynccontextmanager
    async def serving(self) -> AsyncGenerator[None]:
        """Serve while the context lasts."""
        async with serving(self._app()) as url:
            self.url = url
            yield

    def hours_of_yesterday(self) -> int:
        """24, or 23 or 25 if the clock changed."""
        today = dt.datetime.now(ZoneInfo(ZONE)).date()
        return hours_of(today - dt.timedelta(days=1), today)

    def _app(self) -> FastAPI:
        app = FastAPI(openapi_url=None)

        @app.get("/api/{path:path}")
        async def answer(request: Request, path: str) -> JSONResponse:  # pyright: ignore[reportUnusedFunction]
            if self.down:
                return JSONResponse({"code": "unavailable"}, status_code=503)
            if path.startswith("monitoring"):
                await self.measures.wait()
            person, params = _bearer(request), _params(request)
            self.asked.append((person, path, params))
            household = self.of.get(person, Household())
            if path == "devices":
                wanted = params.get("owner_id")
                household = self.of.get(UUID(wanted), Household()) if wanted else household
                return JSONResponse({"items": household.devices, "total": len(household.devices)})
            for part, respond in ANSWERS.items():
                if path == f"monitoring/{part}":
                    return respond(self._seen(household, params), params)
            return JSONResponse({"code": "not_found"}, status_code=404)

        return app

    def _seen(self, household: Household, params: Json) -> Household:
        """An administrator sees any device; others see only their own."""
        wanted = params.get("device_id")
        if wanted is None or wanted in household.hourly_kwh or household.devices:
            return household
        return next((each for each in self.of.values() if wanted in each.hourly_kwh), household)


def _bearer(request: Request) -> UUID:
    token = request.headers["Authorization"].removeprefix("Bearer ")
    body = token.split(".")[1]
    return UUID(json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))["sub"])


def _params(request: Request) -> Json:
    return dict(request.query_params)
