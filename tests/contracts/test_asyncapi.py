"""The AsyncAPI document is valid, complete, and describes the real messages.

``asyncapi-3.0.0.json`` is the official JSON schema of AsyncAPI 3.0.0 (Apache-2.0, the AsyncAPI
initiative), without its descriptions and examples.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args
from uuid import uuid4

import jsonschema
import msgspec
import pytest

from kilowatch.contracts import socket
from kilowatch.contracts.catalog import declared_events
from kilowatch.contracts.events import decode
from kilowatch.contracts.readings import (
    READINGS_EXCHANGE,
    StreamMessage,
    reading_routing_key,
    reading_topic,
)
from kilowatch.monitoring.messages import read_message
from tests.contracts.test_descriptions import ASYNCAPI, undescribed

Json = dict[str, Any]

OFFICIAL = Path(__file__).with_name("asyncapi-3.0.0.json")


@pytest.fixture(scope="module")
def document() -> Json:
    return json.loads(ASYNCAPI.read_bytes())


def test_the_document_is_valid_by_the_official_schema(document: Json) -> None:
    validator = jsonschema.Draft7Validator(json.loads(OFFICIAL.read_bytes()))

    assert [each.message[:300] for each in validator.iter_errors(document)] == []


def test_the_official_schema_detects_a_fault(document: Json) -> None:
    validator = jsonschema.Draft7Validator(json.loads(OFFICIAL.read_bytes()))
    broken = {**document, "operations": {"x": {"action": "publish"}}}

    assert list(validator.iter_errors(broken))


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for each in node:
            yield from references(each)


def resolved(document: Json, reference: str) -> Any:
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return node


def test_every_reference_resolves(document: Json) -> None:
    for each in references(document):
        assert resolved(document, each), each


def test_every_event_and_every_socket_message_is_documented(document: Json) -> None:
    addresses = {each["address"] for each in document["channels"].values()}
    messages = document["channels"]["socket"]["messages"]
    types = (*get_args(socket.ClientMessage), *get_args(socket.ServerMessage))

    assert declared_events().keys() <= addresses
    assert {f"Socket{each.__name__}" for each in types} == messages.keys()
    assert reading_routing_key("{device_id}") in addresses
    assert reading_topic("{device_id}") in addresses
    bindings = document["channels"]["readings_over_amqp"]["bindings"]["amqp"]
    assert bindings["exchange"]["name"] == READINGS_EXCHANGE
    used = {each["channel"]["$ref"] for each in document["operations"].values()}
    assert used == {f"#/channels/{each}" for each in document["channels"]}


def test_every_field_and_value_is_described(document: Json) -> None:
    assert list(undescribed(document["components"]["schemas"])) == []


def test_examples_are_valid_and_readable(document: Json) -> None:
    client = msgspec.json.Decoder[socket.ClientMessage](socket.ClientMessage)
    server = msgspec.json.Decoder[socket.ServerMessage](socket.ServerMessage)
    keys = {each.__name__: key for key, each in declared_events().items()}
    seen: set[str] = set()
    for name, message in document["components"]["messages"].items():
        for example in message.get("examples", ()):
            schema = {**message["payload"], "components": document["components"]}
            jsonschema.Draft202012Validator(schema).validate(example["payload"])
            body = json.dumps(example["payload"]).encode()
            seen.add(name)
            if name in keys:
                decode(keys[name], body)
            elif name.startswith("Socket"):
                is_client = name in {"SocketAuthenticate", "SocketPing", "SocketWatch"}
                (client if is_client else server).decode(body)
    assert keys.keys() | {"MeterReading", "SocketAuthenticate", "SocketAlert"} <= seen


@pytest.mark.parametrize("name", ["MeterReading", "MeterReadings"])
def test_the_example_reading_is_stored(document: Json, name: str) -> None:
    [example] = document["components"]["messages"][name]["examples"]
    message = StreamMessage(1, str(uuid4()), json.dumps(example["payload"]).encode())

    readings, rejections = read_message(message, datetime(2026, 4, 1, tzinfo=UTC))

    assert (len(readings), rejections) == (1, [])
