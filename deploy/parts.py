"""The services of the platform in containers: the one table behind all the files.

A new service is one more `Service` in `SERVICES`; its routes are in `kilowatch.local.traefik`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Block: TypeAlias = dict[str, Any]
"""A part as Compose describes one."""

PORT = 8000
"""The address on which every container listens."""


@dataclass(frozen=True)
class Service:
    """One of our services.

    ``copies`` is how many run, a number or a setting; ``standby`` is what a second one of another
    name gets. ``memory`` is the most it may take, in MiB; that of its database likewise.
    ``starts_first``: in an upgrade the new one comes before the old one goes. What
    ``asks_outside`` may call others in the Internet.
    """

    name: str
    what: str
    copies: str = "1"
    has_database: bool = True
    secrets: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    standby: Mapping[str, str] | None = None
    memory: int = 384
    database_memory: int = 512
    starts_first: bool = True
    asks_outside: bool = False

    @property
    def database(self) -> str:
        """Name of its database server."""
        return f"{self.name}-db"

    @property
    def instances(self) -> tuple[str, ...]:
        """Names of its parts."""
        return (self.name,) if self.standby is None else (self.name, f"{self.name}-standby")


SERVICES = (
    Service(
        "auth",
        "Logins of people and devices. The broker asks it about devices.",
        secrets=("management_url",),
        settings={
            "KILOWATCH_AUTH_REGISTRATION": "${KILOWATCH_AUTH_REGISTRATION:-closed}",
            "KILOWATCH_AUTH_SIGNING_KEY_DAYS": "${KILOWATCH_AUTH_SIGNING_KEY_DAYS:-90}",
            "KILOWATCH_AUTH_LOGINS_WAITING": "${KILOWATCH_AUTH_LOGINS_WAITING:-128}",
            "KILOWATCH_AUTH_LOGINS_WAITING_PER_ADDRESS": (
                "${KILOWATCH_AUTH_LOGINS_WAITING_PER_ADDRESS:-32}"
            ),
        },
    ),
    Service("users", "People and their roles."),
    Service("devices", "Devices, their owners and limits."),
    Service(
        "balancing",
        "Accepts readings and dispatches them to the replicas of monitoring. One is a standby.",
        secrets=("stream_url", "management_url"),
        settings={
            "KILOWATCH_BALANCING_READ_OVER": "${KILOWATCH_BALANCING_READ_OVER:-stream}",
            "KILOWATCH_BALANCING_STRATEGY": "${KILOWATCH_BALANCING_STRATEGY:-round_robin}",
        },
        standby={
            "KILOWATCH_BALANCING_NAME": "balancing-standby",
            "KILOWATCH_BALANCING_STANDS_BY": "true",
        },
        memory=512,
        starts_first=False,
    ),
    Service(
        "monitoring",
        "Stores readings, sums them per hour, watches limits. As many as you like: --scale.",
        copies="${KILOWATCH_REPLICAS:-3}",
        memory=512,
        database_memory=1024,
    ),
    Service(
        "realtime",
        "Tells browsers what happens, over WebSocket.",
        copies="${KILOWATCH_REALTIMES:-2}",
    ),
    Service(
        "support",
        "The support chat. Its AI, if there is one, is an external service.",
        secrets=("support_ai_key",),
        settings={
            "KILOWATCH_SUPPORT_DEVICES_URL": f"http://devices:{PORT}",
            "KILOWATCH_SUPPORT_MONITORING_URLS": f'["http://monitoring:{PORT}"]',
            "KILOWATCH_SUPPORT_AI_BASE_URL": "${KILOWATCH_SUPPORT_AI_BASE_URL:-}",
            "KILOWATCH_SUPPORT_AI_MODEL": "${KILOWATCH_SUPPORT_AI_MODEL:-openai/gpt-oss-120b}",
        },
        asks_outside=True,
    ),
)

WITH_DATABASE = tuple(each.name for each in SERVICES if each.has_database)

IMAGES: Mapping[str, str] = {
    "gateway": "${KILOWATCH_TRAEFIK_IMAGE:-traefik:v3.7}",
    "rabbitmq": "${KILOWATCH_RABBITMQ_IMAGE:-rabbitmq:4.1-management}",
    "postgres": "${KILOWATCH_POSTGRES_IMAGE:-postgres:18}",
}
BASES = {
    "PYTHON_IMAGE": "${KILOWATCH_PYTHON_IMAGE:-python:3.11-slim-bookworm}",
    "NODE_IMAGE": "${KILOWATCH_NODE_IMAGE:-node:24-bookworm-slim}",
}


def image_of(name: str) -> str:
    """Name of an image of ours."""
    return f"${{KILOWATCH_REGISTRY:-}}kilowatch/{name}:${{KILOWATCH_VERSION:-0.1.0}}"


def gateway_services() -> dict[str, list[str]]:
    """Return the gateway's URL of each service. A name stands for all of its instances."""
    found = {
        each.name: [f"http://{instance}:{PORT}" for instance in each.instances] for each in SERVICES
    }
    return found | {"web": [f"http://web:{PORT}"]}


def watched_services() -> dict[str, str]:
    """Return the services whose health the balancer polls. Monitoring sends heartbeats instead."""
    found = {
        instance: f"http://{instance}:{PORT}"
        for each in SERVICES
        if each.name != "monitoring"
        for instance in each.instances
    }
    return found | {"web": f"http://web:{PORT}"}
