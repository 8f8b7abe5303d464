"""What OpenAPI says of answers that are no success: problem documents, everywhere."""

from typing import Any, Final

from fastapi import FastAPI

from kilowatch.kit.errors import PROBLEM_TYPE, Problem

METHODS: Final = frozenset({"get", "put", "post", "delete", "patch", "head", "options"})

_PROBLEM: Final = {"content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_RETRY_AFTER: Final = {
    "Retry-After": {
        "description": "When to try again, in whole seconds.",
        "schema": {"type": "integer", "minimum": 0, "maximum": 86_400},
    }
}

_RESPONSES: Final[dict[str, dict[str, Any]]] = {
    "Problem": {**_PROBLEM, "description": "A problem document (RFC 9457)."},
    "TooSlow": {**_PROBLEM, "description": "The body came too slowly."},
    "TooLarge": {**_PROBLEM, "description": "The body is too large."},
    "Invalid": {**_PROBLEM, "description": "A field is not valid; says which."},
    "TooMany": {
        **_PROBLEM,
        "description": "Too many requests; try again later.",
        "headers": _RETRY_AFTER,
    },
    "Unavailable": {
        **_PROBLEM,
        "description": "Something this needs is away; try again later.",
        "headers": _RETRY_AFTER,
    },
}

TOO_MANY_RESPONSES: dict[int | str, dict[str, Any]] = {429: {"model": Problem}}
"""For routes that limit how often they are asked."""


def describe_problems(app: FastAPI) -> None:
    """Have the document of ``app`` say which problems each of its operations may answer with."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = made()
            for operations in document["paths"].values():
                for method in METHODS & operations.keys():
                    _describe(operations[method])
            document["components"]["responses"] = _RESPONSES
        return made()

    app.openapi = openapi


def _describe(operation: dict[str, Any]) -> None:
    responses: dict[str, Any] = operation["responses"]
    found = {"default": "Problem", "503": "Unavailable"}
    if "429" in responses:
        found["429"] = "TooMany"
    if "requestBody" in operation:
        found |= {"408": "TooSlow", "413": "TooLarge"}
    if "requestBody" in operation or "parameters" in operation:
        found["422"] = "Invalid"
    for status, name in found.items():
        responses[status] = {"$ref": f"#/components/responses/{name}"}
