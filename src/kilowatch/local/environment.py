"""The environment of each service: common settings, its own, and only its own secrets."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from dotenv import dotenv_values

from kilowatch.contracts.device_access import PROVISIONING_PATH, PROVISIONING_PURPOSE
from kilowatch.kit.derived import derived_token
from kilowatch.local.command import PROVIDER_KEY, Command, inherited_environment
from kilowatch.local.databases import database_url
from kilowatch.local.home import SERVICES_WITH_DATABASE, Secrets
from kilowatch.local.instances import (
    REPLICATED,
    SIMULATOR,
    START_ORDER,
    Instance,
    instances,
    instances_of,
)
from kilowatch.local.settings import ENV_FILE, LocalSettings

PROVIDER_PREFIX = "KILOWATCH_SUPPORT_AI_"

REGISTRATION = "KILOWATCH_AUTH_REGISTRATION"
OWN_DEVICES = "KILOWATCH_DEVICES_OWN_DEVICES"

NOT_PASSED_ON = {
    "KILOWATCH_AMQP_URL",
    "KILOWATCH_STREAM_URL",
    "KILOWATCH_MANAGEMENT_URL",
    "KILOWATCH_POSTGRES_URL",
    "KILOWATCH_BOOTSTRAP_TOKEN",
    "KILOWATCH_INTERNAL_TOKEN",
}


@dataclass(frozen=True)
class Addresses:
    """The addresses of the servers that all services need. The URLs contain passwords."""

    postgres_admin_url: str
    amqp_url: str
    stream_url: str
    management_url: str

    @property
    def meter_amqp_url(self) -> str:
        """Return the URL over which meters publish by AMQP 0-9-1, each with its own login."""
        parts = urlsplit(self.amqp_url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def service_urls(settings: LocalSettings) -> dict[str, list[str]]:
    """Return the URL of each service on this machine."""
    return {
        service: [url_of(each, settings) for each in instances_of(service, settings)]
        for service in START_ORDER
    }


def url_of(instance: Instance, settings: LocalSettings) -> str:
    """Return the URL of one process on this machine."""
    host = "127.0.0.1" if settings.host == "0.0.0.0" else settings.host
    return f"http://{host}:{instance.port}"


def meter_environment(
    settings: LocalSettings, secrets: Secrets, addresses: Addresses
) -> dict[str, str]:
    """Return the environment of a simulated meter on this machine.

    Its token lets it provision devices that have no credential yet, and nothing else.
    """
    known = {
        "KILOWATCH_METER_AMQP_URL": addresses.meter_amqp_url,
        "KILOWATCH_METER_HTTP_URL": settings.http_url,
        "KILOWATCH_METER_PROVISIONING_URL": service_urls(settings)["auth"][0] + PROVISIONING_PATH,
        "KILOWATCH_METER_PROVISIONING_TOKEN": derived_token(
            secrets.internal_token, PROVISIONING_PURPOSE
        ),
    }
    if settings.amqp_url is None:
        known["KILOWATCH_METER_MQTT_URL"] = f"mqtt://127.0.0.1:{settings.mqtt_port}"
    return known


class Environments:
    """Builds the command of each service."""

    def __init__(self, settings: LocalSettings, secrets: Secrets, addresses: Addresses) -> None:
        self._settings = settings
        self._secrets = secrets
        self._addresses = addresses

    def simulator(self, plan: Path, instance: Instance) -> Command:
        """The simulator of ``plan``: without secrets, it asks the gateway who may control it."""
        urls = service_urls(self._settings)
        environment = self._public() | {
            "KILOWATCH_HOME": str(self._settings.home),
            "KILOWATCH_JWKS_URL": f"{urls['auth'][0]}/api/auth/jwks",
            "KILOWATCH_USERS_URL": urls["users"][0],
            "KILOWATCH_DEVICES_URL": urls["devices"][0],
            "KILOWATCH_SIMULATOR_PLAN": str(plan),
            "KILOWATCH_SIMULATOR_PORT": str(instance.port),
        }
        return Command((sys.executable, "-m", "kilowatch.simulator", "serve"), environment)

    def command(
        self, service: str, command: str = "serve", *, instance: Instance | None = None
    ) -> Command:
        """Return ``python -m kilowatch.<service> <command>`` with its environment."""
        known = self._public() if service == "web" else self._public() | self._shared()
        environment = known | self._own(service)
        environment[f"KILOWATCH_{service.upper()}_PORT"] = str(instance.port if instance else 0)
        if instance is not None:
            environment |= instance.own
        return Command((sys.executable, "-m", f"kilowatch.{service}", command), environment)

    def _public(self) -> dict[str, str]:
        """Return the environment that any process may have."""
        shown = {"PYTHONUNBUFFERED": "1", "KILOWATCH_HOST": self._settings.host}
        return inherited_environment() | chosen_by_operator() | shown

    def _shared(self) -> dict[str, str]:
        """Return the environment of all services with a database and a broker."""
        urls = service_urls(self._settings)
        return {
            "KILOWATCH_AMQP_URL": self._addresses.amqp_url,
            "KILOWATCH_STREAM_URL": self._addresses.stream_url,
            "KILOWATCH_MANAGEMENT_URL": self._addresses.management_url,
            "KILOWATCH_INTERNAL_TOKEN": self._secrets.internal_token,
            "KILOWATCH_JWKS_URL": f"{urls['auth'][0]}/api/auth/jwks",
            "KILOWATCH_AUTH_URL": urls["auth"][0],
            "KILOWATCH_USERS_URL": urls["users"][0],
        }

    def _own(self, service: str) -> dict[str, str]:
        if service == "web":
            others = {n: u[0] for n, u in service_urls(self._settings).items() if n != "web"}
            return {
                "KILOWATCH_WEB_SERVICES": msgspec.json.encode(others).decode(),
                "KILOWATCH_WEB_OCCASIONAL_SERVICES": self._occasional(),
            }
        own: dict[str, str] = {}
        if service in SERVICES_WITH_DATABASE:
            own[f"KILOWATCH_{service.upper()}_DATABASE_URL"] = database_url(
                self._addresses.postgres_admin_url, service, self._secrets.databases[service]
            )
        if service == "support":
            own |= self._of_support()
        if service == "auth" and self._settings.demo:
            # With a demo people try things out; an explicit choice is not overridden.
            own[REGISTRATION] = chosen_by_operator().get(REGISTRATION, "open")
        if service == "devices" and self._settings.demo:
            own[OWN_DEVICES] = chosen_by_operator().get(OWN_DEVICES, "open")
        if service == "users":
            own["KILOWATCH_BOOTSTRAP_TOKEN"] = self._secrets.bootstrap_token
        if service == "balancing":
            # Replicas are added and removed while it runs: their heartbeats announce them.
            processes = {
                each.name: url_of(each, self._settings)
                for each in instances(self._settings)
                if each.service != REPLICATED
            }
            own["KILOWATCH_BALANCING_SERVICES"] = msgspec.json.encode(processes).decode()
            own["KILOWATCH_BALANCING_OCCASIONAL_SERVICES"] = self._occasional()
        if service == "balancing" and not self._addresses.stream_url:
            own["KILOWATCH_BALANCING_READ_OVER"] = "amqp"
        return own

    def _occasional(self) -> str:
        """Return the simulator, which starts only once there is a demo to simulate."""
        settings = self._settings
        player = Instance(SIMULATOR, SIMULATOR, settings.simulator_port)
        found = {SIMULATOR: url_of(player, settings)} if settings.demo else {}
        return msgspec.json.encode(found).decode()

    def _of_support(self) -> dict[str, str]:
        """Return the addresses it queries in its client's name, and the key of its provider."""
        urls = service_urls(self._settings)
        return {
            "KILOWATCH_SUPPORT_DEVICES_URL": urls["devices"][0],
            "KILOWATCH_SUPPORT_MONITORING_URLS": msgspec.json.encode(urls["monitoring"]).decode(),
            **provider_of_operator(),
        }


def provider_of_operator() -> dict[str, str]:
    """Return the settings of the AI provider from `.env` and the environment: `support` only."""
    chosen: Mapping[str, str | None] = dotenv_values(ENV_FILE) | os.environ
    return {
        name: value
        for name, value in chosen.items()
        if value and (name.startswith(PROVIDER_PREFIX) or name == PROVIDER_KEY)
    }


def chosen_by_operator() -> dict[str, str]:
    """Return ``KILOWATCH_…`` of `.env` and the environment, without what is not for services."""
    chosen: Mapping[str, str | None] = dotenv_values(ENV_FILE) | os.environ
    return {
        name: value
        for name, value in chosen.items()
        if value is not None
        and name.startswith("KILOWATCH_")
        and name not in NOT_PASSED_ON
        and not name.startswith("KILOWATCH_METER_")
        and not name.endswith("_DATABASE_URL")
        and not name.startswith(PROVIDER_PREFIX)
    }
