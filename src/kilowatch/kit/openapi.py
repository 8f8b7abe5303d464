"""What OpenAPI says of answers that are no success: problem documents, everywhere."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

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


_LIMITS: Final = "kilowatch_limits"
_Limiting = TypeVar("_Limiting", bound=Callable[..., Any])


def limits_requests(*, changes_only: bool = False) -> Callable[[_Limiting], _Limiting]:
    """Mark a dependency that may answer 429; with ``changes_only`` not to GET and HEAD."""

    def mark(dependency: _Limiting) -> _Limiting:
        setattr(dependency, _LIMITS, "changes" if changes_only else "all")
        return dependency

    return mark


def _may_be_too_many(route: APIRoute) -> bool:
    """Tell whether a dependency of ``route`` limits how often it is asked."""
    found = {getattr(each.call, _LIMITS, None) for each in route.dependant.dependencies}
    is_change = not (route.methods or set()) <= {"GET", "HEAD"}
    return "all" in found or ("changes" in found and is_change)


def describe_problems(app: FastAPI) -> None:
    """Have the document of ``app`` say which problems each of its operations may answer with."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = made()
            limited = {
                (each.path_format, method.lower())
                for each in iter_route_contexts(app.routes)
                if isinstance(each.route, APIRoute) and _may_be_too_many(each.route)
                for method in each.methods or ()
            }
            for path, operations in document["paths"].items():
                for method in METHODS & operations.keys():
                    if (path, method) in limited:
                        operations[method]["responses"].setdefault("429", {})
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
