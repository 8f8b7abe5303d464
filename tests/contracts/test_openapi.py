"""Every parameter and body field has bounds, and problems are typed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Json: TypeAlias = dict[str, Any]

DOCUMENTS = sorted((Path(__file__).parents[2] / "schemas" / "openapi").glob("*.json"))
METHODS = {"get", "put", "post", "delete", "patch"}

UNBOUNDED = {
    # Read item by item, within the byte limit of the route.
    ("balancing", "post /api/readings body", "array"),
}


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, found in document["paths"].items():
        for method in METHODS & found.keys():
            yield f"{method} {path}", found[method]


def inputs(document: Json) -> Iterator[tuple[str, Json]]:
    """Yield every parameter and body by name, with its schema."""
    for name, operation in operations(document):
        for each in operation.get("parameters", []):
            yield f"{name} {each['in']}:{each['name']}", each["schema"]
        for each in operation.get("requestBody", {}).get("content", {}).values():
            yield f"{name} body", each["schema"]


def unbounded(
    document: Json, name: str, schema: Json, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Yield every place in ``schema`` whose values have no bounds, and their type."""
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
def test_every_input_has_bounds(path: Path):
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
def test_a_missing_bound_is_detected(schema: Json):
    holds = {"type": "object", "properties": {"text": {"type": "string"}}}

    assert list(unbounded({"components": {"schemas": {"Holds": holds}}}, "here", schema))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_request_bodies_reject_unknown_fields(path: Path) -> None:
    document = json.loads(path.read_bytes())

    for name, schema in reachable(document, "requestBody"):
        if schema.get("type") == "object" and "properties" in schema:
            assert schema.get("additionalProperties") is False, name


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_responses_may_gain_fields(path: Path) -> None:
    document = json.loads(path.read_bytes())

    for name, schema in reachable(document, "responses"):
        assert schema.get("additionalProperties") is not False, name


def reachable(document: Json, part: str) -> Iterator[tuple[str, Json]]:
    """Return every named schema that this part of any operation refers to, directly or not."""
    waiting: list[Any] = [each.get(part, {}) for _, each in operations(document)]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            name = node.get("$ref", "")
            if name.startswith("#/components/schemas/") and name not in seen:
                seen.add(name)
                schema = document["components"]["schemas"][name.rsplit("/", 1)[-1]]
                yield name, schema
                waiting.append(schema)
            waiting += node.values()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda each: each.stem)
def test_an_operation_with_several_formats_documents_each(path: Path) -> None:
    for name, operation in operations(json.loads(path.read_text(encoding="utf-8"))):
        if any(each["name"] == "format" for each in operation.get("parameters", [])):
            answers = operation["responses"]
            documented = (answers.get("200") or answers["201"])["content"].keys()
            assert documented == {"application/json", "text/csv", "application/x-ndjson"}, name


def test_every_service_is_checked():
    assert len(DOCUMENTS) >= 8
