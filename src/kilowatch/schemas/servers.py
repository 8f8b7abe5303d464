"""The addresses of the broker and the gateway on a local machine, and how to log in there."""

from typing import Any, Final

_HOST: Final = {"host": {"default": "localhost", "description": "The platform's host name."}}
_DEVICE: Final = [{"$ref": "#/components/securitySchemes/device"}]


def _server(host: str, protocol: str, description: str, **more: Any) -> dict[str, Any]:
    return {
        "host": host,
        "protocol": protocol,
        "description": description,
        "variables": _HOST,
        **more,
    }


SERVERS: Final = {
    "gateway": _server("{host}:8000", "ws", "The gateway; with TLS in front of it `wss`."),
    "meters_amqp": _server(
        "{host}:5673",
        "amqp",
        "The broker, for meters over AMQP.",
        protocolVersion="0-9-1",
        security=_DEVICE,
    ),
    "meters_amqps": _server(
        "{host}:5671",
        "amqps",
        "The same with TLS, where it is on.",
        protocolVersion="0-9-1",
        security=_DEVICE,
    ),
    "meters_mqtt": _server(
        "{host}:1884",
        "mqtt",
        "The broker, for meters over MQTT.",
        protocolVersion="3.1.1",
        security=_DEVICE,
    ),
    "meters_mqtts": _server(
        "{host}:8883",
        "mqtts",
        "The same with TLS, where it is on.",
        protocolVersion="3.1.1",
        security=_DEVICE,
    ),
    "broker": _server(
        "{host}:5673",
        "amqp",
        "The broker, for the services of the platform and for its operator.",
        protocolVersion="0-9-1",
        security=[{"$ref": "#/components/securitySchemes/operator"}],
    ),
}

SECURITY: Final = {
    "device": {
        "type": "userPassword",
        "description": "The device's identifier and the secret of its credential (docs/meters.md).",
    },
    "operator": {
        "type": "userPassword",
        "description": "The login in `KILOWATCH_AMQP_URL`.",
    },
}
