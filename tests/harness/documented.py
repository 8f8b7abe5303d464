"""Checks every problem that a service returns in a test against its OpenAPI document."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute

from kilowatch.kit.errors import ProblemResponse

SCHEMAS: Final = Path(__file__).parents[2] / "schemas" / "openapi"


@cache
def _document(service: str) -> dict[str, Any] | None:
    path = SCHEMAS / f"{service}.json"
    return json.loads(path.read_bytes()) if path.exists() else None


def undocumented(scope: Mapping[str, Any], answer: ProblemResponse) -> str | None:
    """Return what the document lacks for ``answer``; None if it names the problem.

    Apps defined by a test, internal operations and requests that reach no operation have no
    document.
    """
    app, route = scope.get("app"), scope.get("route")
    if not isinstance(app, FastAPI) or not isinstance(route, APIRoute):
        return None
    document = _document((app.openapi_url or "").rsplit("/", 1)[-1].removesuffix(".json"))
    if document is None or not route.include_in_schema:
        return None
    operation = document["paths"].get(route.path_format, {}).get(scope["method"].lower())
    code = json.loads(bytes(answer.body))["code"]
    if operation is None or code in codes(document, operation, str(answer.status_code)):
        return None
    return f"{scope['method']} {route.path_format} answers {answer.status_code} {code}"


def codes(document: Mapping[str, Any], operation: Mapping[str, Any], status: str) -> list[str]:
    """Return the codes that the document names for this status of an operation."""
    response = operation["responses"].get(status, operation["responses"]["default"])
    named = document["components"]["responses"][response["$ref"].rsplit("/", 1)[-1]]
    schema = named["content"]["application/problem+json"]["schema"]
    return schema["allOf"][1]["properties"]["code"]["enum"]
