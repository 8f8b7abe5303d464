"""Converts OpenAPI 3.1 to 3.0, which the bundled Swagger UI reads.

Suitable for display, not for generating code: use the services' own documents for that.
"""

from typing import Any

NULL = {"type": "null"}

_BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def as_openapi_3_0(document: dict[str, Any]) -> dict[str, Any]:
    """Return the same document as OpenAPI 3.0. The given one is unchanged."""
    return _converted(document) | {"openapi": "3.0.3"}


def _converted(node: Any) -> Any:
    if isinstance(node, list):
        return [_converted(each) for each in node]
    if not isinstance(node, dict):
        return node
    said: dict[str, Any] = {key: _converted(value) for key, value in node.items()}
    _say_nullable(said)
    _say_bounds(said)
    if "const" in said:
        said["enum"] = [said.pop("const")]
    # A list of examples is a schema's in 3.1; elsewhere `examples` is an object and stays.
    examples = said.get("examples")
    if isinstance(examples, list) and examples:
        said["example"] = said.pop("examples")[0]
    return said


def _say_nullable(schema: dict[str, Any]) -> None:
    choices = schema.get("anyOf")
    if not isinstance(choices, list) or NULL not in choices:
        return
    others = [each for each in choices if each != NULL]
    schema["nullable"] = True
    if len(others) == 1 and "$ref" not in others[0]:
        del schema["anyOf"]
        schema |= others[0]
    elif len(others) == 1:
        del schema["anyOf"]
        # OpenAPI 3.0 ignores everything else beside a reference.
        schema["allOf"] = others
    else:
        schema["anyOf"] = others


def _say_bounds(schema: dict[str, Any]) -> None:
    for exclusive, bound in _BOUNDS.items():
        value = schema.get(exclusive)
        if isinstance(value, int | float) and not isinstance(value, bool):
            schema[bound] = value
            schema[exclusive] = True
