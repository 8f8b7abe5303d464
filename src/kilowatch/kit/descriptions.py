"""Adds a description to every field, parameter and value of a document.

A description in the declaration is kept; the others come from the vocabulary of the contracts.
"""

from collections.abc import Iterator
from typing import Any

from kilowatch.contracts.vocabulary import described, description_of
from kilowatch.contracts.vocabulary.examples import BODIES, PARAMETERS

Json = dict[str, Any]


def describe_parameters(operation: Json) -> None:
    """Describe the parameters of an operation of an OpenAPI document, and their values."""
    for each in operation.get("parameters", []):
        said = each.get("description") or each["schema"].pop("description", None)
        _describe(each, operation["operationId"], each["name"], said, each["schema"])


def describe_schemas(schemas: Json) -> None:
    """Describe the fields of named schemas, and their values."""
    for name, schema in schemas.items():
        if "enum" in schema:
            _describe_values(schema, schema)
        for field, each in schema.get("properties", {}).items():
            _describe(each, name, field, each.get("description"), each)


def add_examples(document: Json) -> None:
    """Add the examples of the vocabulary to bodies and parameters."""
    for name, schema in document["components"]["schemas"].items():
        if name in BODIES:
            schema["examples"] = [BODIES[name]]
    for operations in document["paths"].values():
        for operation in operations.values():
            for each in operation.get("parameters", []):
                if each["name"] in PARAMETERS:
                    example = PARAMETERS[each["name"]]
                    is_list = each["schema"].get("type") == "array" or any(
                        choice.get("type") == "array" for choice in each["schema"].get("anyOf", ())
                    )
                    each["example"] = [example] if is_list else example


def remove_unused(schemas: Json, document: Json) -> None:
    """Remove named schemas that nothing in ``document`` refers to."""
    unused = True
    while unused:
        used = set(_references(document))
        unused = [name for name in schemas if f"#/components/schemas/{name}" not in used]
        for name in unused:
            del schemas[name]


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for each in node:
            yield from _references(each)


def _describe(target: Json, place: str, name: str, said: str | None, schema: Json) -> None:
    text = said or description_of(place, name)
    if text is not None:
        target["description"] = text
    _describe_values(target, schema)


def _describe_values(target: Json, schema: Json) -> None:
    """Add the meaning of each value of the enumerations in ``schema``."""
    for values in _enumerations(schema):
        meanings = described(values)
        if meanings is not None:
            listed = "\n".join(f"- `{each}`: {meanings[str(each)]}" for each in values)
            target["description"] = f"{target.get('description', '')}\n\n{listed}".lstrip()


def _enumerations(schema: Json) -> Iterator[list[Any]]:
    """Return the values of each enumeration within ``schema``, not those that it refers to."""
    if "enum" in schema:
        yield [each for each in schema["enum"] if each is not None]
    for each in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), schema.get("items")):
        if isinstance(each, dict):
            yield from _enumerations(each)
