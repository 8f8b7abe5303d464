"""Additions to the OpenAPI documents beyond what FastAPI derives, such as every problem."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from kilowatch.kit.descriptions import (
    add_examples,
    describe_parameters,
    describe_schemas,
    remove_unused,
)
from kilowatch.kit.errors import PROBLEM_TYPE, RETRY_AFTER_S, InvalidRequest, Kind
from kilowatch.kit.problems import EVERYWHERE, ErrorType, by_status, problems_of, remedy_of, when

METHODS: Final = frozenset({"get", "put", "post", "delete", "patch", "head", "options"})

_RETRY_AFTER: Final = {
    "Retry-After": {
        "description": "When to try again, in whole seconds.",
        "schema": {"type": "integer", "minimum": 0, "maximum": 86_400},
    }
}
_TRY_AGAIN: Final = frozenset({Kind.TOO_MANY, Kind.UNAVAILABLE})

VERSIONING: Final = """\
**Versioning.** The API has one version, which is the platform's, and no version in its paths.
Within a version only additions are made: operations, optional parameters and fields of a request,
fields of an answer, problem codes, and values of an enumeration in an answer. So ignore fields
that you don't know, and treat an unknown problem by its HTTP status. Unknown parameters and
fields of a request are refused. Whatever else changes is in the changelog under a new minor
version before 1.0, and a new major version from then on; an operation or field that will go is
marked as deprecated for one version before. An event has its version in its routing key (`.v1`):
it only gains optional fields, and anything else is a new event, published beside the old one for
one version."""

Json = dict[str, Any]


def complete_document(app: FastAPI) -> None:
    """Add every problem, and a description of every field and value, to the document of ``app``."""
    made = app.openapi

    def openapi() -> Json:
        if app.openapi_schema is None:
            document = made()
            responses: Json = {}
            problems: Json = {}
            for operation, route in _operations(app, document):
                found = problems_of(route, has_body="requestBody" in operation)
                problems |= {each.code: _entry(each) for each in found}
                _describe(operation, responses, found)
                describe_parameters(operation)
            components = document["components"]
            components["responses"] = responses
            document["x-problems"] = dict(sorted(problems.items()))
            remove_unused(components["schemas"], document)
            describe_schemas(components["schemas"])
            add_examples(document)
        return made()

    app.openapi = openapi


def _entry(error: ErrorType) -> Json:
    """Return an entry in the document's list of problems."""
    status = error.kind.value.value
    return {"status": status, "when": when(error), "remedy": remedy_of(error)}


def _operations(app: FastAPI, document: Json) -> Iterator[tuple[Json, APIRoute]]:
    for each in iter_route_contexts(app.routes):
        if isinstance(each.route, APIRoute) and each.route.include_in_schema:
            for method in each.methods or ():
                yield document["paths"][each.path_format][method.lower()], each.route


def _describe(operation: Json, components: Json, errors: Iterable[ErrorType]) -> None:
    responses: Json = operation["responses"]
    declared = {str(status): found for status, found in by_status(errors).items()}
    for status, found in {**declared, "default": sorted(EVERYWHERE, key=_code)}.items():
        name = "anywhere" if status == "default" else "-or-".join(map(_code, found))
        components.setdefault(name, _response(found))
        responses[status] = {"$ref": f"#/components/responses/{name}"}


def _code(error: ErrorType) -> str:
    return error.code


def _response(errors: list[ErrorType]) -> Json:
    """Return a response with any of these problems."""
    codes = {
        "type": "string",
        "enum": [each.code for each in errors],
        "description": "Stable name of the kind of problem.",
    }
    response: Json = {
        "description": "\n".join(f"- `{each.code}`: {when(each)}" for each in errors),
        "content": {
            PROBLEM_TYPE: {
                "schema": {
                    "allOf": [
                        {"$ref": "#/components/schemas/Problem"},
                        {"type": "object", "properties": {"code": codes}},
                    ]
                },
                "examples": {
                    each.code: {"summary": when(each), "value": _example(each)} for each in errors
                },
            }
        },
    }
    if any(each.kind in _TRY_AGAIN for each in errors):
        response["headers"] = _RETRY_AFTER
    return response


def _example(error: ErrorType) -> Json:
    status = error.kind.value
    example: Json = {
        "type": f"urn:kilowatch:problem:{error.code}",
        "title": status.phrase,
        "status": status.value,
        "code": error.code,
        "detail": when(error),
    }
    if error is InvalidRequest:
        fault = {
            "field": "device",
            "message": "There is no such parameter; did you mean device_id?",
        }
        example |= {"detail": f"{fault['field']}: {fault['message']}", "errors": [fault]}
    if error.kind is Kind.TOO_MANY:
        example["retry_after_s"] = RETRY_AFTER_S
    return example
