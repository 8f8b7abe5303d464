"""schemas/asyncapi.json: the messages of the broker and the WebSocket (AsyncAPI 3.0)."""

import re
from collections.abc import Iterable
from typing import Any, Final, get_args

import msgspec

from kilowatch import __version__
from kilowatch.contracts import readings, socket
from kilowatch.contracts.catalog import declared_events
from kilowatch.contracts.events import EVENTS_EXCHANGE, Event
from kilowatch.contracts.readings import MeterReading
from kilowatch.kit.descriptions import describe_schemas
from kilowatch.kit.openapi import VERSIONING
from kilowatch.schemas.asyncapi_examples import EXAMPLES, event_example
from kilowatch.schemas.servers import SECURITY, SERVERS

Json = dict[str, Any]

CLIENT_MESSAGES: Final = get_args(socket.ClientMessage)
SERVER_MESSAGES: Final = get_args(socket.ServerMessage)

_EVENTS: Final = {
    "name": EVENTS_EXCHANGE,
    "type": "topic",
    "durable": True,
    "autoDelete": False,
    "vhost": "/",
}
_READINGS: Final = {**_EVENTS, "name": readings.READINGS_EXCHANGE}
_DEVICE: Final = {"device_id": {"description": "The device's identifier, in lower case."}}


def asyncapi() -> Json:
    """Return the document."""
    types: list[type] = [MeterReading, *declared_events().values()]
    types += [*CLIENT_MESSAGES, *SERVER_MESSAGES]
    _, schemas = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    describe_schemas(schemas)
    channels, operations = _of_events()
    for more_channels, more_operations in (_of_readings(), _of_socket()):
        channels |= more_channels
        operations |= more_operations
    return {
        "asyncapi": "3.0.0",
        "id": "urn:kilowatch:events",
        "info": {
            "title": "Kilowatch events",
            "version": __version__,
            "description": "Readings of meters, events between services, and the live channel of "
            f"browsers. docs/api.md shows where to start.\n\n{VERSIONING}",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": SERVERS,
        "channels": channels,
        "operations": operations,
        "components": {
            "messages": {_name(each): _message(each) for each in types}
            | {"MeterReadings": _message_of_many()},
            "schemas": schemas,
            "securitySchemes": SECURITY,
        },
    }


def _name(type_: type) -> str:
    """Return the message's name: a reading, an event by its class, the socket's with a prefix."""
    return f"Socket{type_.__name__}" if issubclass(type_, socket.Message) else type_.__name__


def _message(type_: type) -> Json:
    message: Json = {
        "name": _name(type_),
        "title": _words(type_.__name__),
        "summary": _first_line(type_),
        "description": _paragraphs(type_),
        "contentType": "application/json",
        "payload": {"$ref": f"#/components/schemas/{type_.__name__}"},
    }
    example = event_example(type_) if issubclass(type_, Event) else EXAMPLES.get(_name(type_))
    if example is not None:
        message["examples"] = [{"name": "sample", "payload": example}]
    return message


def _message_of_many() -> Json:
    return {
        "name": "MeterReadings",
        "title": "Meter readings",
        "summary": "Up to 1,000 readings of one device in one message.",
        "contentType": "application/json",
        "payload": {
            "type": "array",
            "minItems": 1,
            "maxItems": readings.MAX_READINGS_PER_MESSAGE,
            "items": {"$ref": "#/components/schemas/MeterReading"},
        },
        "examples": [{"name": "sample", "payload": [EXAMPLES["MeterReading"]]}],
    }


def _of_events() -> tuple[Json, Json]:
    channels: Json = {}
    operations: Json = {}
    for key, event_type in declared_events().items():
        name = _identifier(key)
        channels[name] = {
            "address": key,
            "title": _words(event_type.__name__),
            "description": _first_line(event_type),
            "servers": [{"$ref": "#/servers/broker"}],
            "messages": _referred([event_type]),
            "bindings": {
                "amqp": {"is": "routingKey", "exchange": _EVENTS, "bindingVersion": "0.3.0"}
            },
        }
        operations[f"publish_{name}"] = _operation("send", name, [event_type]) | {
            "summary": f"Publish {key}",
            "bindings": {"amqp": {"deliveryMode": 2, "ack": True, "bindingVersion": "0.3.0"}},
        }
    return channels, operations


def _of_readings() -> tuple[Json, Json]:
    both = _referred([MeterReading]) | {
        "MeterReadings": {"$ref": "#/components/messages/MeterReadings"}
    }
    channels = {
        "readings_over_amqp": {
            "address": readings.reading_routing_key("{device_id}"),
            "title": "Readings over AMQP 0-9-1",
            "description": "The routing key on the exchange `readings`. A device may publish "
            "under its own key only. Ask for confirms, and publish as mandatory. Payloads of "
            "makers have other ends, such as `tasmota.SENSOR` (docs/meters.md).",
            "servers": [{"$ref": "#/servers/meters_amqp"}, {"$ref": "#/servers/meters_amqps"}],
            "parameters": _DEVICE,
            "messages": both,
            "bindings": {
                "amqp": {"is": "routingKey", "exchange": _READINGS, "bindingVersion": "0.3.0"}
            },
        },
        "readings_over_mqtt": {
            "address": readings.reading_topic("{device_id}"),
            "title": "Readings over MQTT 3.1.1",
            "description": "The topic. A device may publish to its own topic only, and its client "
            "identifier has to begin with the device's. Payloads of makers have other ends, such "
            "as `tasmota/SENSOR` (docs/meters.md).",
            "servers": [{"$ref": "#/servers/meters_mqtt"}, {"$ref": "#/servers/meters_mqtts"}],
            "parameters": _DEVICE,
            "messages": both,
        },
    }
    operations: Json = {}
    for way in ("amqp", "mqtt"):
        channel = f"readings_over_{way}"
        operations[f"receive_{channel}"] = {
            "action": "receive",
            "channel": {"$ref": f"#/channels/{channel}"},
            "summary": f"Receive readings over {way.upper()}",
            "messages": [{"$ref": f"#/channels/{channel}/messages/{each}"} for each in both],
        }
    mqtt = {"mqtt": {"qos": 1, "retain": False, "bindingVersion": "0.2.0"}}
    operations["receive_readings_over_mqtt"]["bindings"] = mqtt
    return channels, operations


def _of_socket() -> tuple[Json, Json]:
    channel = {
        "address": "/ws",
        "title": "Live channel",
        "description": "Alerts, live readings and chat for a logged-in user. The first message is "
        "`authenticate`, within 5 s; docs/realtime.md has the protocol and the close codes.",
        "servers": [{"$ref": "#/servers/gateway"}],
        "messages": _referred([*CLIENT_MESSAGES, *SERVER_MESSAGES]),
        "bindings": {"ws": {"method": "GET", "bindingVersion": "0.1.0"}},
    }
    operations = {
        "receive_from_client": _operation("receive", "socket", CLIENT_MESSAGES)
        | {"summary": "Receive a message of a client"},
        "send_to_client": _operation("send", "socket", SERVER_MESSAGES)
        | {"summary": "Send a message to a client"},
    }
    return {"socket": channel}, operations


def _operation(action: str, channel: str, types: Iterable[type]) -> Json:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{_name(each)}"} for each in types],
    }


def _referred(types: Iterable[type]) -> Json:
    return {_name(each): {"$ref": f"#/components/messages/{_name(each)}"} for each in types}


def _identifier(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", key)


def _words(name: str) -> str:
    """Return ``DeviceChanged`` as ``Device changed``."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).capitalize()


def _first_line(type_: type) -> str:
    return (type_.__doc__ or "").strip().splitlines()[0]


def _paragraphs(type_: type) -> str:
    return "\n\n".join(" ".join(each.split()) for each in (type_.__doc__ or "").split("\n\n"))
