"""Every parameter and every field of a body says what it takes at most, and problems are typed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Json: TypeAlias = dict[str, Any]

DOCUMENTS = sorted((Path(__file__).parents[2] / "schemas" / "openapi").glob("*.json"))
METHODS = {"get", "put", "post", "delete", "patch"}

UNBOUNDED = {
    # Read item by item, within the bytes that the route takes.
    ("balancing", "post /api/readings body", "array"),
}


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, found in document["paths"].items():
        for method in METHODS & found.keys():
            yield f"{method} {path}", found[method]


def inputs(document: Json) -> Iterator[tuple[str, Json]]:
    """Every parameter and body by name, with its schema."""
    for name, operation in operations(document):
        for each in operation.get("parameters", []):
            yield f"{name} {each['in']}:{each['name']}", each["schema"]
        for each in operation.get("requestBody", {}).get("content", {}).values():
            yield f"{name} body", each["schema"]


def unbounded(
    document: Json, name: str, schema: Json, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Every place in ``schema`` whose values have no bounds, and their type."""
    if "$ref" in schema:
        named = schema["$ref"].rsplit("/", 1)[-1]
        if named not in above:
            target = document["components"]["schemas"][named]
            yield from unbounded(document, name, target, (*above, named))
        return
    for choices in ("anyOf", "oneOf", "allOf"):
        for each in schema.get(choices, []):
            yield from unbounded(document, name, each, above)
    for field, each in schema.get("properties", {}).items():
        yield from unbounded(document, f"{name}.{field}", each, above)
    if "items" in schema:
        yield from unbounded(document, f"{name}[]", schema["items"], above)
    if not is_bounded(schema):
        yield name, schema["type"]


def is_bounded(schema: Json) -> bool:
    if "enum" in schema or "const" in schema:
        return True
    match schema.get("type"):
        case "integer" | "number":
            least, most = {"minimum", "exclusiveMinimum"}, {"maximum", "exclusiveMaximum"}
            return bool(least & schema.keys()) and bool(most & schema.keys())
        case "string":
            return bool({"maxLength", "format"} & schema.keys())
        case "array":
            return "maxItems" in schema
        case _:
            return True


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_whatever_comes_in_has_bounds(path: Path):
    document = json.loads(path.read_bytes())

    found = {
        (path.stem, *each)
        for name, schema in inputs(document)
        for each in unbounded(document, name, schema)
    }

    assert found - UNBOUNDED == set()


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "integer", "minimum": 0},
        {"type": "number", "maximum": 1},
        {"type": "string"},
        {"type": "array", "items": {"type": "string", "format": "uuid"}},
        {"anyOf": [{"type": "string", "pattern": "^a*$"}, {"type": "null"}]},
        {"$ref": "#/components/schemas/Holds"},
    ],
)
def test_what_has_no_bounds_is_found(schema: Json):
    holds = {"type": "object", "properties": {"text": {"type": "string"}}}

    assert list(unbounded({"components": {"schemas": {"Holds": holds}}}, "here", schema))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_whatever_fails_is_a_problem_document(path: Path):
    document = json.loads(path.read_bytes())

    for name, operation in operations(document):
        responses = {
            status: document["components"]["responses"][each["$ref"].rsplit("/", 1)[-1]]
            for status, each in operation["responses"].items()
            if not status.startswith(("2", "3"))
        }
        assert {"default", "503"} <= responses.keys(), name
        if "requestBody" in operation:
            assert {"408", "413", "422"} <= responses.keys(), name
        for each in responses.values():
            assert list(each["content"]) == ["application/problem+json"], name


def test_every_service_is_looked_at():
    assert len(DOCUMENTS) >= 8


GUESSED = {"login", "register", "refresh", "password", "reset"}


def is_limited(service: str, name: str) -> bool:
    """Whether an operation may answer 429, be it by its service or at the gateway."""
    method, path = name.split()
    changes = method != "get"
    match service:
        case "auth":
            return changes and path.removeprefix("/api/auth/") in GUESSED
        case "balancing":
            return path == "/api/readings"
        case "monitoring":
            return changes or "/imports" not in path
        case "support" | "realtime":
            return changes
        case _:
            return False


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_what_may_be_asked_too_often_says_so(path: Path) -> None:
    document = json.loads(path.read_bytes())

    for name, operation in operations(document):
        said = operation["responses"].get("429")
        if is_limited(path.stem, name):
            assert said == {"$ref": "#/components/responses/TooMany"}, name
        else:
            assert said is None, name
    assert "Retry-After" in document["components"]["responses"]["TooMany"]["headers"]
