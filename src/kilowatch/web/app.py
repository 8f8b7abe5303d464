"""Puts `web` together."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib import resources

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from swagger_ui_bundle import swagger_ui_path

from kilowatch.kit.app import create_service_app
from kilowatch.kit.container import put_container
from kilowatch.web import gateway_answers, routes
from kilowatch.web.container import WebContainer
from kilowatch.web.front_end import FrontEnd
from kilowatch.web.service import Documents, make_client
from kilowatch.web.settings import WebSettings


def create_app(settings: WebSettings) -> FastAPI:
    """The app of `web`."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with make_client() as client:
            documents = Documents(settings.services, settings.occasional_services, client)
            put_container(
                app,
                WebContainer(
                    documents=documents,
                    front_end=FrontEnd(settings.front_end),
                    services=frozenset(settings.services),
                ),
            )
            yield

    app = create_service_app("web", "What a browser is given.", routes.router, lifespan=lifespan)
    own = resources.files("kilowatch.web") / "static"
    app.mount("/api/docs/assets", StaticFiles(directory=str(own)))
    app.mount("/api/docs/swagger-ui", StaticFiles(directory=str(swagger_ui_path)))
    app.include_router(gateway_answers.answers)
    app.include_router(gateway_answers.other_apis)
    # Last, since it answers every other address.
    app.include_router(routes.pages)
    return app
