"""The documents describe every operation, field, parameter and value."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kilowatch.contracts.vocabulary import description_of
from kilowatch.contracts.vocabulary.fields import FIELDS
from kilowatch.contracts.vocabulary.places import PLACES
from kilowatch.contracts.vocabulary.values import described
from kilowatch.kit.openapi import VERSIONING
from tests.contracts.test_openapi import DOCUMENTS, operations

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]
ASYNCAPI = ROOT / "schemas" / "asyncapi.json"
DIALECT = re.compile(
    r"\b(dealt|dealing|undealt|set aside|one's own affair|nobody any more|told of|to be\."
    r"|by its own word|can not|take note)\b",
    re.IGNORECASE,
)
QUESTION = re.compile(r"^(What|Who|Whose|When|Whether|How|Why)\b")


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Json:
    return json.loads(request.param.read_bytes())


def texts(node: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield every description, with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"summary", "description"} and isinstance(value, str):
                yield f"{at}/{key}", value
            else:
                yield from texts(value, f"{at}/{key}")
    elif isinstance(node, list):
        for index, each in enumerate(node):
            yield from texts(each, f"{at}/{index}")


def undescribed(schemas: Json) -> Iterator[str]:
    """Yield named schemas, fields and values without a description."""
    for name, schema in schemas.items():
        if "description" not in schema:
            yield name
        yield from unexplained_values(name, schema.get("description", ""), schema)
        for field, each in schema.get("properties", {}).items():
            if "const" in each or (name, field) == ("Problem", "errors"):
                continue
            if "description" not in each:
                yield f"{name}.{field}"
            yield from unexplained_values(f"{name}.{field}", each.get("description", ""), each)


def unexplained_values(name: str, description: str, schema: Json) -> Iterator[str]:
    values = [each for each in schema.get("enum", ()) if each is not None]
    if len(values) > 1:
        yield from (f"{name}={each}" for each in values if f"`{each}`:" not in description)
    for each in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), schema.get("items")):
        if isinstance(each, dict):
            yield from unexplained_values(name, description, each)


def test_every_field_and_value_is_described(document: Json) -> None:
    assert list(undescribed(document["components"]["schemas"])) == []


def test_every_parameter_and_its_values_are_described(document: Json) -> None:
    missing: list[str] = []
    for name, operation in operations(document):
        for each in operation.get("parameters", []):
            place = f"{name} {each['name']}"
            if not each.get("description"):
                missing.append(place)
            missing += unexplained_values(place, each.get("description", ""), each["schema"])
    assert missing == []


def test_a_missing_description_is_found() -> None:
    schemas = {
        "Thing": {
            "description": "A thing.",
            "properties": {
                "size": {"type": "integer"},
                "state": {"description": "Its state.", "enum": ["on", "off"]},
                "kind": {"description": "- `a`: A.", "anyOf": [{"enum": ["a", "b"]}]},
            },
        }
    }

    assert list(undescribed(schemas)) == [
        "Thing.size",
        "Thing.state=on",
        "Thing.state=off",
        "Thing.kind=b",
    ]


def test_energy_power_and_durations_have_their_unit(document: Json) -> None:
    units = {"_kwh": "kWh", "_uwh": "µWh", "_kw": "kW", "_s": "second", "_bytes": "bytes"}
    wrong = [
        f"{name}.{field}"
        for name, schema in document["components"]["schemas"].items()
        for field, each in schema.get("properties", {}).items()
        for suffix, unit in units.items()
        if field.endswith(suffix) and not field.endswith(f"_per{suffix}")
        if unit not in each["description"] and f" {suffix[1:]}" not in each["description"]
    ]
    assert wrong == []


def test_summaries_are_imperative_and_in_standard_words(document: Json) -> None:
    for name, operation in operations(document):
        summary = operation["summary"]
        assert not QUESTION.match(summary), name
        assert re.match(r"[A-Z][a-z]", summary), name
        assert summary == summary.rstrip("."), name
        assert not re.search(r"[a-z] [A-Z][a-z]", summary.replace(" AI", "")), name
        assert operation["description"].endswith("."), name
    for place, text in texts(document["paths"]):
        assert not DIALECT.search(text), (place, text)


def test_operations_have_distinct_identifiers() -> None:
    found = [
        (path.stem, operation["operationId"])
        for path in DOCUMENTS
        for _, operation in operations(json.loads(path.read_bytes()))
    ]
    assert len(found) == len(set(found))


def test_every_vocabulary_entry_is_used() -> None:
    named: set[str] = set()
    places: set[str] = set()
    for path in (*DOCUMENTS, ASYNCAPI):
        document = json.loads(path.read_bytes())
        for name, schema in document["components"]["schemas"].items():
            named |= schema.get("properties", {}).keys()
            places |= {f"{name}.{each}" for each in schema.get("properties", {})}
        if "paths" in document:
            for _, operation in operations(document):
                names = {each["name"] for each in operation.get("parameters", [])}
                named |= names
                places |= {f"{operation['operationId']}.{each}" for each in names}
    assert FIELDS.keys() - named == set()
    assert PLACES.keys() - places == set()


def test_a_specific_description_overrides_the_vocabulary_and_sort_columns_get_one() -> None:
    assert description_of("Consumption", "energy_kwh") == "The energy of the day, in kWh."
    assert description_of("Nowhere", "device_id") == FIELDS["device_id"]
    assert description_of("Nowhere", "nothing") is None
    assert described(["name", "-name"]) == {"name": "ascending", "-name": "descending"}
    assert described(["raised", "other"]) is None


def test_examples_of_requests_are_valid(document: Json) -> None:
    """By the JSON schema that the document itself gives."""
    schemas = {"components": document["components"]}
    checked = 0
    for name, operation in operations(document):
        for each in operation.get("parameters", []):
            if "example" in each:
                checked += 1
                _validate(each["example"], each["schema"], schemas, name)
        for each in operation.get("requestBody", {}).get("content", {}).values():
            for target, example in _examples(each, document):
                checked += 1
                _validate(example, target, schemas, name)
    assert checked > 0 or document["info"]["title"] == "Kilowatch realtime"


def test_every_body_has_an_example(document: Json) -> None:
    for name, operation in operations(document):
        for kind, each in operation.get("requestBody", {}).get("content", {}).items():
            if kind == "application/json":
                assert list(_examples(each, document)), name


def _examples(content: Json, document: Json) -> Iterator[tuple[Json, Any]]:
    if "example" in content:
        yield content["schema"], content["example"]
    waiting = [content["schema"]]
    while waiting:
        schema = waiting.pop()
        if "$ref" in schema:
            named = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
            for example in named.get("examples", ()):
                yield schema, example
        waiting += [*schema.get("anyOf", ()), *schema.get("oneOf", ())]


def _validate(example: Any, schema: Json, components: Json, name: str) -> None:
    validator = jsonschema.Draft202012Validator(
        {**schema, **components}, format_checker=jsonschema.FormatChecker()
    )
    assert [each.message for each in validator.iter_errors(example)] == [], name


def test_every_document_and_the_api_page_explain_versioning() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    statement = VERSIONING.removeprefix("**Versioning.** ")

    assert " ".join(statement.split()) in " ".join(page.split())
    for path in (*DOCUMENTS, ASYNCAPI):
        assert VERSIONING in json.loads(path.read_bytes())["info"]["description"], path.name


def test_the_error_page_lists_every_code() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    for path in DOCUMENTS:
        for code, problem in json.loads(path.read_bytes())["x-problems"].items():
            row = re.search(rf"^\| `{code}` \| {problem['status']} .*$", page, re.MULTILINE)
            assert row is not None, code
            assert all(cell.strip() for cell in row[0].strip("|").split("|")), code
