"""The documentation page, the documents it shows, and the front end."""

from importlib import resources
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from kilowatch.kit.parameters import any_parameters
from kilowatch.web.container import container
from kilowatch.web.domain import as_openapi_3_0
from kilowatch.web.service import Documents

CONTENT_SECURITY = {
    # Swagger UI sets inline styles; scripts come only from here.
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
}

router = APIRouter(include_in_schema=False)
pages = APIRouter(include_in_schema=False)


def _documents(request: Request) -> Documents:
    return container(request).documents


@router.get("/api/docs")
@any_parameters
async def page() -> FileResponse:
    """Return one page for all services, with a list to choose from."""
    path = resources.files("kilowatch.web") / "static" / "docs.html"
    return FileResponse(str(path), headers=CONTENT_SECURITY)


@router.get("/api/docs/services")
async def services(request: Request) -> JSONResponse:
    """Return the services that the page lists."""
    names = await _documents(request).offered()
    return JSONResponse([{"name": each, "url": f"/api/docs/page/{each}.json"} for each in names])


@router.get("/api/docs/page/{service}.json")
async def document_for_the_page(service: str, request: Request) -> dict[str, Any]:
    """Return a service's document as OpenAPI 3.0, for the page."""
    return as_openapi_3_0(await _documents(request).of(service))


@router.get("/api/docs/{service}.json")
async def document(service: str, request: Request) -> dict[str, Any]:
    """Return a service's document as the service returns it."""
    return await _documents(request).of(service)


@pages.api_route("/{path:path}", methods=["GET", "HEAD"])
@any_parameters
def page_or_file(request: Request) -> Response:
    """Return the front end: its files, and its page for every other address."""
    front_end = container(request).front_end
    return front_end.answer(request)
