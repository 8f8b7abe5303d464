"""TLS at the gateway: for browsers, and for meters, whose connections it passes on.

The broker is not given the certificate: with ACME only the gateway has it, and a renewed one is
taken up in one place.
"""

from collections.abc import Mapping
from typing import Any

from deploy.compose import GATEWAY_SETTINGS
from deploy.parts import PORT, Block
from kilowatch.local.gateway_routes import ANSWERS

HTTPS_PORT = "${KILOWATCH_HTTPS_PORT:-443}"
DOMAIN = "${KILOWATCH_DOMAIN:?the name the certificate is for}"
CERTIFICATE = "${KILOWATCH_TLS_CERTIFICATE:?the path of the certificate and its chain, PEM}"
KEY = "${KILOWATCH_TLS_KEY:?the path of its private key, PEM}"
LETS_ENCRYPT = "https://acme-v02.api.letsencrypt.org/directory"
"""The source of certificates unless `KILOWATCH_ACME_SERVER` is set."""

DYNAMIC = "/etc/traefik/dynamic"

SECURE_PORT = 8443
"""The address on which the gateway listens for browsers with TLS."""

MEMORY = "${KILOWATCH_GATEWAY_MEMORY:-512M}"
"""The memory of the gateway: about 62 kB for each meter, besides the 90 MB that it needs."""

ABOVE_ALL = 4000
"""Above the priority of every other router."""

METER_PORTS: Mapping[str, int] = {"amqps": 5671, "mqtts": 8883}

TO_BROKER: Mapping[str, str] = {"amqps": "rabbitmq:5672", "mqtts": "rabbitmq:1883"}
"""The targets of each entry point, without TLS, inside the platform."""


def dynamic(to_broker: Mapping[str, str] = TO_BROKER) -> Block:
    """Return the gateway's routes of meters, its name, and the versions of TLS."""
    return {
        "tls": {"options": {"default": {"minVersion": "VersionTLS12"}}},
        "http": _own_name_only(),
        "tcp": {
            "routers": {
                name: {
                    "entryPoints": [name],
                    # Whatever name a meter asks for; many ask for none.
                    "rule": "HostSNI(`*`)",
                    "service": name,
                    "tls": {},
                }
                for name in to_broker
            },
            "services": {
                name: {"loadBalancer": {"servers": [{"address": address}]}}
                for name, address in to_broker.items()
            },
        },
    }


def _own_name_only() -> Block:
    """Answer to the configured name only, and redirect plain HTTP there.

    The Host header is the client's to choose, so no redirect is made of it. The gateway fills
    in the name and the port from its environment.
    """
    named, replaced = "Host(`{{ env `KILOWATCH_DOMAIN` }}`)", f"{ANSWERS}/421"
    port = "{{ env `KILOWATCH_HTTPS_PORT` }}"
    unless_usual = "{{ if ne (env `KILOWATCH_HTTPS_PORT`) `443` }}:" + port + "{{ end }}"
    refused: Block = {"rule": f"!{named}", "middlewares": ["unknown-host"], "service": "web"}
    return {
        "routers": {
            "unknown-host": refused | {"entryPoints": ["web"], "priority": ABOVE_ALL},
            "unknown-host-plain": refused | {"entryPoints": ["plain"], "priority": 1},
            "to-https": {
                "rule": named,
                "entryPoints": ["plain"],
                "priority": 2,
                "middlewares": ["to-https"],
                "service": "noop@internal",
            },
        },
        "middlewares": {
            "unknown-host": {"replacePath": {"path": replaced}},
            "to-https": {
                "redirectRegex": {
                    "regex": "^[a-z]+://[^/]+(/.*)?$",
                    "replacement": "https://{{ env `KILOWATCH_DOMAIN` }}" + unless_usual + "${1}",
                    "permanent": True,
                }
            },
        },
    }


def entry_points(addresses: Mapping[str, str]) -> dict[str, str]:
    """Return the gateway's settings that open an entry point for meters at each address."""
    found: dict[str, str] = {}
    for name, address in addresses.items():
        prefix = f"TRAEFIK_ENTRYPOINTS_{name.upper()}"
        found[f"{prefix}_ADDRESS"] = address
        # A silent connection is closed.
        found[f"{prefix}_TRANSPORT_RESPONDINGTIMEOUTS_READTIMEOUT"] = "10s"
    return found


OWN_CERTIFICATE: Block = {
    "tls": {
        "stores": {
            "default": {
                "defaultCertificate": {
                    "certFile": "/run/secrets/tls_certificate",
                    "keyFile": "/run/secrets/tls_key",
                }
            }
        }
    }
}
"""A certificate of one's own, as `deploy/tls-own.yml` uses it."""


def own() -> Block:
    """Return `deploy/tls-own.yml`: what Compose adds for a certificate of one's own."""
    mounted = [_mounted("tls.yml"), _mounted("own-certificate.yml")]
    return {
        "services": {
            "gateway": {
                # The key's owner, without a single capability.
                "user": "0:0",
                "mem_limit": MEMORY,
                "environment": _settings(HTTPS_PORT),
                "ports": _published(HTTPS_PORT),
                "volumes": mounted,
                "secrets": ["tls_certificate", "tls_key"],
            },
            **_reporting_to(f"https://{DOMAIN}:{HTTPS_PORT}"),
        },
        "secrets": {"tls_certificate": {"file": CERTIFICATE}, "tls_key": {"file": KEY}},
    }


def acme() -> Block:
    """Return `deploy/tls-acme.yml`: what Compose adds for one that the gateway gets by itself."""
    resolver, web = "TRAEFIK_CERTIFICATESRESOLVERS_ACME_ACME", "TRAEFIK_ENTRYPOINTS_WEB_HTTP_TLS"
    asked = {
        f"{web}_CERTRESOLVER": "acme",
        f"{web}_DOMAINS_0_MAIN": DOMAIN,
        f"{resolver}_EMAIL": "${KILOWATCH_ACME_EMAIL:?whom the authority may write to}",
        f"{resolver}_CASERVER": f"${{KILOWATCH_ACME_SERVER:-{LETS_ENCRYPT}}}",
        f"{resolver}_STORAGE": "/certificates/acme.json",
        f"{resolver}_HTTPCHALLENGE_ENTRYPOINT": "plain",
    }
    return {
        "services": {
            "gateway": {
                # Owner of the volume with the certificates, without a single capability.
                "user": "0:0",
                "mem_limit": MEMORY,
                "environment": _settings("443") | asked,
                "ports": _published("443"),
                "volumes": [_mounted("tls.yml"), "certificates:/certificates"],
            },
            **_reporting_to(f"https://{DOMAIN}"),
        },
        "volumes": {"certificates": {}},
    }


def _settings(https_port: str) -> dict[str, str]:
    """Return the gateway's settings: TLS if it is enabled, and a redirect of plain HTTP."""
    web, plain = "TRAEFIK_ENTRYPOINTS_WEB", "TRAEFIK_ENTRYPOINTS_PLAIN"
    middlewares = f"{web}_HTTP_MIDDLEWARES"
    return {
        f"{web}_ADDRESS": f":{SECURE_PORT}",
        f"{web}_HTTP_TLS": "true",
        middlewares: f"{GATEWAY_SETTINGS[middlewares]},https-only@file",
        f"{plain}_ADDRESS": f":{PORT}",
        f"{plain}_HTTP_MIDDLEWARES": GATEWAY_SETTINGS[middlewares],
        # Of these two the redirect is made: see `_own_name_only`.
        "KILOWATCH_DOMAIN": DOMAIN,
        "KILOWATCH_HTTPS_PORT": https_port,
    } | entry_points({name: f":{port}" for name, port in METER_PORTS.items()})


def _published(https_port: str) -> list[str]:
    host = "${KILOWATCH_METERS_TLS_HOST:-0.0.0.0}"
    return [
        f"${{KILOWATCH_HTTP_HOST:-0.0.0.0}}:{https_port}:{SECURE_PORT}",
        *(f"{host}:{_outer(name)}:{port}" for name, port in METER_PORTS.items()),
    ]


def _outer(name: str) -> str:
    """The port under which meters find it."""
    return f"${{KILOWATCH_{name.upper()}_PORT:-{METER_PORTS[name]}}}"


def _mounted(name: str) -> str:
    return f"./deploy/traefik/{name}:{DYNAMIC}/{name}:ro"


def _reporting_to(url: str) -> dict[str, Block]:
    """The parts that report over HTTP, which they now do from outside, under the right name."""
    told: Block = {"environment": {"KILOWATCH_METER_HTTP_URL": url}, "networks": ["outside"]}
    return dict.fromkeys(("kilowatch", "simulator", "demo"), told)


def on_swarm(stack: Block, config_name: Mapping[str, str]) -> Block:
    """Return ``stack`` with a certificate of one's own; the broker's plain ports are not published.

    ``config_name`` gives the name of each file that the gateway reads, once more for each content.
    """
    services: dict[str, Block] = stack["services"]
    gateway, rabbitmq = services["gateway"], dict(services["rabbitmq"])
    rabbitmq.pop("ports")
    configs = [
        *gateway["configs"],
        *({"source": name, "target": f"{DYNAMIC}/{name}", "mode": 0o555} for name in config_name),
    ]
    ports = {HTTPS_PORT: SECURE_PORT} | {_outer(name): METER_PORTS[name] for name in METER_PORTS}
    secure: Block = {
        "environment": gateway["environment"] | _settings(HTTPS_PORT),
        "configs": configs,
        "ports": [*gateway["ports"], *(_on_the_machine(*each) for each in ports.items())],
        "secrets": ["tls_certificate", "tls_key"],
        "deploy": gateway["deploy"] | {"resources": {"limits": {"memory": MEMORY}}},
    }
    files = {"tls_certificate": CERTIFICATE, "tls_key": KEY}
    return stack | {
        "services": services | {"gateway": gateway | secure, "rabbitmq": rabbitmq},
        "secrets": stack["secrets"] | {name: _numbered(name, path) for name, path in files.items()},
        "configs": stack["configs"]
        | {
            name: {"name": unique, "file": f"./traefik/{name}"}
            for name, unique in config_name.items()
        },
    }


def _numbered(name: str, path: str) -> dict[str, Any]:
    # A secret never changes: a renewed certificate is another one.
    return {"name": f"kilowatch_{name}_${{KILOWATCH_CERTIFICATE_NUMBER:-1}}", "file": path}


def _on_the_machine(published: str, target: int) -> Block:
    return {"target": target, "published": published, "protocol": "tcp", "mode": "host"}
